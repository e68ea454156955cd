package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.journal.RunEntry;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunState;
import io.drover.story.CrashDestination.Behaviour;
import io.drover.story.CrashDestination.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts on what an earlier process left, damaged or with other settings. */
class RecoveryTest {
    private static final int RECORDS = 100;

    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private final byte[] source = CrashLab.csv(RECORDS);

    @BeforeEach
    void open() throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.connection("concurrency", "1");
    }

    @AfterEach
    void close() {
        destination.close();
    }

    @Test
    void aResultFileShorterThanRecordedStopsItsRunOnlyAndLoudly() throws IOException {
        lab.load("other", "grouping-limit=10");
        CrashLab left = leftAfter(5);
        Path success = successFile(left);
        Files.write(success, Arrays.copyOf(Files.readAllBytes(success), 60));
        byte[] other = CrashLab.csv(2001, 2030);
        int before = destination.log().size();
        left.watching(() -> {
            left.drop("other", "other.csv", other);
            CrashLab.until(() -> left.files("done", "other").size() == 1);
        });
        assertThat(left.files("results", "items")).isEmpty();
        assertThat(left.files("results", "other")).hasSize(3);
        assertThat(destination.logAfter(before))
                .allMatch(got -> got.ids().get(0).startsWith("20"));
        assertThat(Files.size(success)).isEqualTo(60);
        assertThat(left.runs(folder)).anyMatch(run -> run.state().equals(RunState.RUNNING.word()));
    }

    @Test
    void aResultFileLongerThanRecordedIsCutBack() throws IOException {
        CrashLab left = leftAfter(5);
        Files.writeString(successFile(left), "60,name of 60,60,61,6,1,2", StandardOpenOption.APPEND);
        left.finish("items");
        CrashProof.everyRecordOnce(left, "items", source);
    }

    @Test
    void aDamagedJournalRefusesTheStart() throws IOException {
        CrashLab left = leftAfter(5);
        Path journal = left.home().resolve("state/journal.db");
        byte[] bytes = Files.readAllBytes(journal);
        Arrays.fill(bytes, 0, Math.min(bytes.length, 4096), (byte) 0x55);
        Files.write(journal, bytes);
        Files.deleteIfExists(left.home().resolve("state/journal.db-wal"));
        assertThatThrownBy(left::watch)
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("journal.db")
                .hasMessageContaining("can't be opened");
        assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
    }

    @Test
    void aJournalOfANewerVersionRefusesTheStartAndIsLeftAlone() throws IOException, SQLException {
        CrashLab left = leftAfter(5);
        Path journal = left.home().resolve("state/journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = 999");
        }
        byte[] before = Files.readAllBytes(journal);
        assertThatThrownBy(left::watch).isInstanceOf(RuntimeException.class).hasMessageContaining("999");
        assertThat(Files.readAllBytes(journal)).isEqualTo(before);
    }

    @Test
    void maxRetriesAreCountedOverARestart() throws IOException {
        lab.connection("max-retries", "4");
        lab.connection("pause-after-exhausted", "0");
        lab.load("items", "grouping-limit=1000");
        CrashLab left = leftAtRequest(3, 0, call -> call.refuse(503, Map.of()));
        int before = destination.log().size();
        left.finish("items");
        assertThat(destination.logAfter(before)).hasSize(3);
        assertThat(errorClasses(left)).containsExactly("exhausted");
    }

    @Test
    void aResumedRunKeepsItsShapeAfterTheSettingsWereEdited() throws IOException {
        lab.connection("additional-headers", "{\"X-Tag\":\"before\"}");
        CrashLab left = leftAfter(4);
        Set<Got> planned = new HashSet<>(numberless(destination.log()));
        int before = destination.log().size();
        left.connection("additional-headers", "{\"X-Tag\":\"after\"}");
        left.connection("api-endpoint", "/elsewhere");
        left.connection("idempotency-header", "X-Other-Key");
        left.load("items", "grouping-limit=3", "delimiter=;");
        left.finish("items");
        List<Got> after = destination.logAfter(before);
        assertThat(after).isNotEmpty();
        assertThat(planned).containsAll(numberless(after));
        CrashProof.oneKeyOneBody(destination.log());
        CrashProof.everyRecordOnce(left, "items", source);
    }

    @Test
    void aRunWhoseConnectionIsGoneStaysPendingAndTheOthersWork() throws IOException {
        CrashLab left = leftAfter(4);
        left.remove("drover.loads.items.");
        left.remove("drover.connections.crm.");
        left.connect("other", destination);
        left.set("drover.loads.others.connection", "other");
        left.set("drover.loads.others.settle", "0s");
        left.watching(() -> {
            left.drop("others", "others.csv", CrashLab.csv(2001, 2003));
            CrashLab.until(() -> left.files("done", "others").size() == 1);
        });
        assertThat(CrashLab.visible(left.home().resolve("processing"))).hasSize(1);
        left.connect("crm", destination);
        left.load("items", "grouping-limit=10");
        left.finish("items");
        CrashProof.everyRecordOnce(left, "items", source);
    }

    @Test
    void ofAHalvedBatchOnlyTheHalfThatIsNotSettledIsSent() throws IOException {
        lab.load("items", "grouping-limit=100");
        CrashLab left = leftAtRequest(3, 1, call -> {
            if (call.size() > 50) {
                call.refuse(413, Map.of());
            } else {
                call.answer();
            }
        });
        assertThat(left.settled(folder).toString()).isNotEmpty();
        int before = destination.log().size();
        left.finish("items");
        assertThat(destination.logAfter(before))
                .singleElement()
                .satisfies(got -> assertThat(got.ids()).hasSize(50).contains("51", "100"));
        CrashProof.everyRecordOnce(left, "items", source);
    }

    /** What a crash leaves when {@code count} batches are recorded and the next one is on its way. */
    private CrashLab leftAfter(int count) throws IOException {
        return leftAtRequest(count + 1, count, CrashDestination.Call::answer);
    }

    /** A run of one batch at a time, and its home when the n-th request has come and so many batches are recorded. */
    private CrashLab leftAtRequest(int number, int recorded, Behaviour behaviour) throws IOException {
        AtomicReference<CrashLab> image = new AtomicReference<>();
        AtomicInteger settled = new AtomicInteger();
        destination.behave(call -> {
            if (call.number() == number) {
                assertThat(call.size()).isPositive();
                CrashLab.until(() -> settled.get() == recorded);
                image.set(lab.image(folder.resolve("left")));
            }
            behaviour.play(call);
        });
        RunListener counter = new RunListener() {
            @Override
            public void settled(Run run, BatchId batch, Tally tally) {
                settled.incrementAndGet();
            }
        };
        lab.watching(
                () -> {
                    lab.drop("items", "items.csv", source);
                    lab.awaitEnd("items");
                },
                counter);
        return Objects.requireNonNull(image.get());
    }

    private static List<Got> numberless(List<Got> log) {
        List<Got> same = new ArrayList<>();
        log.forEach(got -> same.add(new Got(0, got.key(), got.path(), got.tag(), got.bodySha256(), got.ids())));
        return same;
    }

    private static Path successFile(CrashLab lab) throws IOException {
        RunEntry run = lab.runs(lab.directory()).get(0);
        return lab.home()
                .resolve("processing/" + run.start().run() + "/items."
                        + run.start().run() + ".success.csv");
    }

    private static List<String> errorClasses(CrashLab lab) throws IOException {
        JsonNode classes = CrashProof.summary(lab, "items").path("errors_by_class");
        List<String> names = new ArrayList<>();
        classes.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
