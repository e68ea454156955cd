package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a crash leaves of files that travel together, and what the next start makes of it. */
@Timeout(60)
class AcrossFilesCrashTest {
    private static final int FILES = 10;

    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private ManyFiles files;
    private final AtomicReference<CrashLab> image = new AtomicReference<>();

    @BeforeEach
    void open() throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.load("items", "batch-across-files=true", "completion-time=1h", "grouping-limit=" + FILES);
        files = new ManyFiles(lab, "items");
    }

    @AfterEach
    void close() {
        destination.close();
    }

    private void take() {
        if (image.get() == null) {
            image.set(lab.image(folder.resolve("left")));
        }
    }

    private CrashLab left() {
        return Objects.requireNonNull(image.get());
    }

    /** Takes the image at the n-th event of a kind. */
    private RunListener at(String event, int count) {
        AtomicInteger left = new AtomicInteger(count);
        return new RunListener() {
            private void happened(String what) {
                if (what.equals(event) && left.decrementAndGet() == 0) {
                    take();
                }
            }

            @Override
            public void started(Run run) {
                happened("started");
            }

            @Override
            public void sending(Run run, BatchId batch) {
                happened("sending");
            }

            @Override
            public void attempted(Run run, BatchId batch, int status, Duration took) {
                happened("attempted");
            }

            @Override
            public void settled(Run run, BatchId batch, Tally tally) {
                happened("settled");
            }

            @Override
            public void ended(Run run, Summary summary) {
                happened("ended");
            }
        };
    }

    /** Loads all, with an image taken on the way. */
    private void watchTo(String event, int count) throws IOException {
        lab.watching(
                () -> {
                    lab.awaitEnd("items");
                    // The last event is told when the last file has moved already.
                    CrashLab.until(() -> image.get() != null);
                },
                at(event, count));
    }

    @ParameterizedTest
    @CsvSource({
        "started,1,false", // claimed and opened, no company yet
        "started,10,false", // the last one is not in the group yet
        "sending,1,true", // the group is made and recorded, nothing is sent
        "attempted,1,true", // answered, not recorded
        "settled,1,false", // recorded, nothing published
        "ended,1,false", // some published
        "ended,10,false"
    })
    void aCrashLosesAndDoublesNothing(String event, int count, boolean repeats) throws IOException {
        files.drop(FILES);
        watchTo(event, count);
        files.everyRecordOnce();
        assertThat(destination.log()).hasSize(1);
        int before = event.equals("started") ? 0 : 1;
        left().finish("items");
        files.in(left()).everyRecordOnce();
        int sentAgain = destination.log().size() - 1;
        if (repeats) {
            assertThat(sentAgain).isEqualTo(1);
            files.eachSentUnderOneKey(destination);
        } else {
            // Before anything was recorded other files may come together; nothing of these was sent at that time.
            assertThat(sentAgain).isEqualTo(1 - before);
        }
    }

    @Test
    void aCrashInFlightRepeatsTheSameBytesUnderTheSameKey() throws IOException {
        destination.behave(call -> {
            call.size();
            take();
            call.answer();
        });
        files.drop(FILES);
        lab.watching(() -> lab.awaitEnd("items"));
        destination.behave(CrashDestination.Call::answer);
        // Files that came meanwhile don't join a batch that may have been sent.
        ManyFiles after = files.in(left());
        after.drop("later.csv", "id\n99\n", 99);
        left().load("items", "completion-time=1s");
        left().finish("items");
        after.everyRecordOnce();
        after.eachSentUnderOneKey(destination);
        assertThat(ManyFiles.sizes(destination.log())).containsExactly(FILES, FILES, 1);
    }

    @Test
    void aBatchIsMadeAgainAsItWasAfterTheSettingsChanged() throws IOException {
        destination.behave(call -> {
            call.size();
            take();
            call.answer();
        });
        files.drop(FILES);
        lab.watching(() -> lab.awaitEnd("items"));
        left().load("items", "batch-across-files=false", "grouping-limit=2", "delimiter=;");
        left().finish("items");
        files.in(left()).everyRecordOnce();
        files.eachSentUnderOneKey(destination);
        assertThat(destination.log()).hasSize(2);
    }

    @Test
    void ofAHalvedBatchOnlyTheHalfThatIsNotSettledIsSent() throws IOException {
        lab.connection("concurrency", "1");
        destination.behave(call -> {
            if (call.size() > 5) {
                call.refuse(413, Map.of());
            } else {
                if (call.number() == 3) {
                    take();
                }
                call.answer();
            }
        });
        files.drop("a.csv", "id\n1\n2\n3\n4\n", 1, 2, 3, 4);
        files.drop("b.csv", "id\n5\n6\n7\n8\n", 5, 6, 7, 8);
        files.drop("c.csv", "id\n9\n10\n", 9, 10);
        lab.watching(() -> lab.awaitEnd("items"));
        files.everyRecordOnce();
        assertThat(lab.files("results", "items")).hasSize(9);
        assertThat(left().files("results", "items")).isEmpty();
        left().finish("items");
        files.in(left()).everyRecordOnce();
        assertThat(ManyFiles.sizes(destination.log())).containsExactly(10, 5, 5, 5);
        assertThat(destination.log().get(3).key())
                .isEqualTo(destination.log().get(2).key());
    }

    @ParameterizedTest
    @CsvSource({
        "attempted,1,false", // answered, nothing recorded: all is sent once more
        "settled,1,true", // what was taken is recorded in every file, the rest is on its way
        "settled,10,true",
        "sending,2,true",
        "attempted,2,true", // the rest is answered, not recorded
        "settled,11,true", // all is recorded, nothing published
        "ended,1,true"
    })
    void aCrashBetweenABatchAndItsRestLosesAndDoublesNothing(String event, int count, boolean parted)
            throws IOException {
        lab.retryTheBusy(folder);
        lab.connection("backoff", "20ms");
        Set<String> busy = ConcurrentHashMap.newKeySet();
        destination.behave(call -> call.answerBut(id -> List.of("2", "5", "9").contains(id) && busy.add(id)));
        files.drop(FILES);
        watchTo(event, count);
        files.everyRecordOnce();
        assertThat(ManyFiles.sizes(destination.log())).containsExactly(FILES, 3);
        files.eachTakenOnce(destination);
        left().finish("items");
        files.in(left()).everyRecordOnce();
        files.eachTakenOnce(destination);
        assertThat(ManyFiles.sizes(destination.logAfter(2)))
                .isEqualTo(!parted ? List.of(FILES, 3) : event.equals("ended") || count == 11 ? List.of() : List.of(3));
    }

    @Test
    void ofAHalfOfWhichAPartIsSettledOnlyTheRestIsSent() throws IOException {
        lab.retryTheBusy(folder);
        lab.connection("concurrency", "1");
        Set<String> busy = ConcurrentHashMap.newKeySet();
        destination.behave(call -> {
            if (call.size() > 5) {
                call.refuse(413, Map.of());
            } else {
                if (call.size() < 5) {
                    take();
                }
                call.answerBut(id -> List.of("6", "8").contains(id) && busy.add(id));
            }
        });
        files.drop("a.csv", "id\n1\n2\n3\n4\n", 1, 2, 3, 4);
        files.drop("b.csv", "id\n5\n6\n7\n8\n", 5, 6, 7, 8);
        files.drop("c.csv", "id\n9\n10\n", 9, 10);
        lab.watching(() -> lab.awaitEnd("items"));
        files.everyRecordOnce();
        int sent = destination.log().size();
        left().finish("items");
        files.in(left()).everyRecordOnce();
        files.eachTakenOnce(destination);
        List<String> rest = destination.log().stream()
                .map(got -> got.ids())
                .filter(ids -> ids.size() < 5)
                .findFirst()
                .orElseThrow();
        assertThat(destination.log().get(sent).ids()).isEqualTo(rest);
    }

    @Test
    void holdPutsWhatMayHaveBeenSentInDoubtInEachFile() throws IOException {
        lab.connection("on-unknown-outcome", "hold");
        lab.load("items", "grouping-limit=3");
        files.drop(3);
        lab.watching(() -> lab.awaitEnd("items"), at("attempted", 1));
        left().finish("items");
        assertThat(destination.log()).hasSize(1);
        assertThat(files.in(left()).sum("failed")).isEqualTo(3);
        assertThat(CrashProof.json(files.in(left()).summaries().get(0))
                        .path("errors_by_class")
                        .path("in_doubt")
                        .asInt())
                .isEqualTo(1);
    }
}
