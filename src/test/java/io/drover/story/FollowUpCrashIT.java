package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.story.FollowUpDestination.Mode;
import io.drover.story.FollowUpDestination.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills real processes while a job is polled, a batch looked up, or the rest of a batch on its way. The next start must
 * bring the run to its end with each record taken once, although the destination of look-ups knows no keys.
 */
class FollowUpCrashIT {
    private static final int RECORDS = 80;

    @TempDir
    private Path folder;

    private FollowUpDestination destination;
    private CrashLab lab;

    private void prepare(Mode mode) throws IOException {
        destination = FollowUpDestination.open(mode);
        CrashDestination none = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), none);
        none.close();
        lab.connection("api-base-url", destination.url());
        lab.connection("concurrency", "2");
        switch (mode) {
            case AS_JOB -> {
                lab.connection("response-split-path", "$.loaded.*");
                lab.connection("poll-job", "$.job");
                lab.connection("poll-path", "/jobs/$job");
                lab.connection("poll-done", "$.state == 'done'");
                lab.connection("poll-delay", "20ms");
            }
            case SILENTLY -> {
                lab.connection("response-split-path", "$.loaded.*");
                lab.connection("on-unknown-outcome", "look-up");
                lab.connection("look-up-path", "/items/$id");
                lab.connection("look-up-there", "status == 200 and $.id exists");
                lab.connection("max-retries", "20");
            }
            default -> {
                Files.createDirectories(lab.directory());
                Files.writeString(lab.directory().resolve("rules.yaml"), """
                        lists:
                          - {path: $.loaded, role: success, correlate: {field: id, path: $.id}}
                          - {path: $.locked, role: unprocessed, correlate: {field: id, path: $.id}}
                        """);
                lab.remove("drover.connections.crm.response-split-path");
                lab.remove("drover.connections.crm.correlate");
                lab.connection("response", "rules.yaml");
            }
        }
        lab.write();
        lab.drop("items", "items.csv", CrashLab.csv(RECORDS));
    }

    @AfterEach
    void close() {
        destination.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AS_JOB,TAKEN,3",
        "AS_JOB,SENT_ANSWERED,3",
        "AS_JOB,ASKED,1",
        "AS_JOB,ASKED,8",
        "AS_JOB,QUESTION_ANSWERED,2",
        "AS_JOB,QUESTION_ANSWERED,9",
        "SILENTLY,TAKEN,1",
        "SILENTLY,TAKEN,4",
        "SILENTLY,ASKED,1",
        "SILENTLY,ASKED,15",
        "SILENTLY,QUESTION_ANSWERED,10",
        "SILENTLY,QUESTION_ANSWERED,21",
        "IN_PARTS,SENT_ANSWERED,1",
        "IN_PARTS,TAKEN,2",
        "IN_PARTS,SENT_ANSWERED,2",
        "IN_PARTS,TAKEN,5"
    })
    void aProcessKilledOnTheWayLosesAndDoublesNothing(Mode mode, Moment moment, int count) throws Exception {
        prepare(mode);
        Process[] process = new Process[1];
        AtomicInteger left = new AtomicInteger(count);
        destination.watch(now -> {
            if (now == moment && left.decrementAndGet() == 0) {
                kill(process[0]);
            }
        });
        synchronized (this) {
            process[0] = start("none", 0);
        }
        assertThat(process[0].waitFor(60, TimeUnit.SECONDS)).isTrue();
        destination.watch(now -> {});
        List<String> before = destination.requests();
        assertThat(before).as(log()).isNotEmpty();

        theNextStartFinishes(mode);

        if (mode == Mode.AS_JOB) {
            List<String> after = destination
                    .requests()
                    .subList(before.size(), destination.requests().size());
            assertThat(after).noneMatch(request -> wasPolled(before, request));
        }
    }

    private synchronized void kill(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a batch is sent whose job an earlier process had asked for. */
    private static boolean wasPolled(List<String> before, String request) {
        String key = request.substring(request.lastIndexOf(' ') + 1);
        return request.startsWith("POST") && before.stream().anyMatch(one -> one.startsWith("GET /jobs/" + key));
    }

    @ParameterizedTest
    @CsvSource({"IN_PARTS,1", "IN_PARTS,2", "IN_PARTS,5", "AS_JOB,1", "SILENTLY,2"})
    void aProcessThatHaltsWhenAPartIsRecordedLosesAndDoublesNothing(Mode mode, int count) throws Exception {
        prepare(mode);
        Process process = start("settled", count);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(CrashProcess.KILLED);

        theNextStartFinishes(mode);
    }

    @Test
    void aStopWhileAJobIsPolledTakesLessThanTenSeconds() throws Exception {
        prepare(Mode.AS_JOB);
        lab.connection("poll-delay", "300ms");
        lab.write();
        Process process = start("none", 0);
        CrashLab.until(() -> destination.requests().size() > 1);
        Instant before = Instant.now();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        int sent = destination.requests().size();

        theNextStartFinishes(Mode.AS_JOB);

        assertThat(destination.requests().get(sent)).startsWith("GET /jobs/");
    }

    private void theNextStartFinishes(Mode mode) throws IOException {
        lab.finish("items");
        assertThat(destination.effects()).hasSize(RECORDS);
        assertThat(destination.effects().values()).containsOnly(1);
        assertThat(CrashLab.visible(lab.home().resolve("processing"))).isEmpty();
        JsonNode summary = CrashProof.summary(lab, "items");
        assertThat(summary.path("succeeded").asInt()).as("%s %s", mode, summary).isEqualTo(RECORDS);
        assertThat(summary.path("failed").asInt()).isZero();
        List<String> ids = new ArrayList<>();
        List<String> rows = Files.readAllLines(CrashProof.only(lab, "items", ".success.csv"), UTF_8);
        rows.subList(1, rows.size()).forEach(row -> ids.add(row.substring(0, row.indexOf(','))));
        Set<String> once = new HashSet<>(ids);
        assertThat(once).hasSize(ids.size()).hasSize(RECORDS);
    }

    private Process start(String event, int count) throws IOException {
        return CrashProcess.start(CrashProcess.command(lab.directory(), event, count), logFile());
    }

    private Path logFile() {
        return folder.resolve("process.log");
    }

    private String log() throws IOException {
        return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    }
}
