package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps between taking a file and sending its first batch, and those between its last outcome and its source in
 * done/: the folder as a crash after each of them leaves it, made by hand, then a start.
 */
class RecoveryStepsTest {
    private static final int RECORDS = 60;

    @TempDir
    private Path folder;

    private CrashDestination destination;
    private final AtomicReference<CrashLab> begun = new AtomicReference<>();
    private final AtomicReference<CrashLab> settled = new AtomicReference<>();
    private RunEntry entry;
    private Summary summary;
    private final byte[] source = CrashLab.csv(RECORDS);

    /** A change of a home folder. */
    private interface Step {
        void apply(CrashLab lab) throws IOException;
    }

    @BeforeEach
    void imagesOfOneRun() throws IOException {
        destination = CrashDestination.open();
        CrashLab lab = new CrashLab(folder.resolve("work"), destination);
        lab.drop("items", "items.csv", source);
        RunListener camera = new RunListener() {
            @Override
            public void started(Run run) {
                begun.set(lab.image(folder.resolve("begun")));
            }

            @Override
            public void settled(Run run, BatchId batch, Tally tally) {
                if (run.tally().reading().settled().records() == RECORDS) {
                    settled.set(lab.image(folder.resolve("settled")));
                }
            }
        };
        lab.watching(
                () -> {
                    lab.awaitEnd("items");
                },
                camera);
        entry = lab.runs(folder).get(0);
        summary = Summary.parse(entry.summary().orElseThrow());
    }

    @AfterEach
    void close() {
        destination.close();
    }

    @TestFactory
    Stream<DynamicTest> aStartAfterEachStepOfTheEndOnlyEndsTheRun() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("all is settled", lab -> {});
        steps.put("the summary is recorded", lab -> {
            try (Journal journal = journal(lab)) {
                journal.finishing(run(), RunState.FINISHING.word(), summary.toJson());
            }
        });
        steps.put("the success file is published", lab -> publish(lab, summary.successFile()));
        steps.put("the error file is published", lab -> publish(lab, summary.errorFile()));
        steps.put("the summary is written", lab -> Files.writeString(inRun(lab, summaryName()), summary.toJson()));
        steps.put("the summary is published", lab -> publish(lab, summaryName()));
        steps.put("the end is recorded", lab -> {
            try (Journal journal = journal(lab)) {
                journal.end(run(), RunState.DONE.word(), summary.endedAt(), Optional.of(summary.toJson()));
            }
        });
        steps.put(
                "the source is put away",
                lab -> Files.move(
                        inRun(lab, "items.csv"),
                        lab.home().resolve("done/items").resolve("items." + run() + ".csv")));
        steps.put("the folder is emptied", lab -> {
            for (String name : List.of(summaryName(), ".claim.json")) {
                Files.deleteIfExists(inRun(lab, name));
            }
        });
        return startAfterEach(steps, Objects.requireNonNull(settled.get()), 0);
    }

    @TestFactory
    Stream<DynamicTest> aStartAfterEachStepOfTheBeginningLoadsTheFileOnce() throws IOException {
        CrashLab taken = Objects.requireNonNull(begun.get());
        String claim = Files.readString(inRun(taken, ".claim.json"));
        CrashLab dropped = taken.image(folder.resolve("dropped"));
        Files.move(inRun(dropped, "items.csv"), dropped.inbox("items").resolve("items.csv"));
        remove(dropped.home().resolve("processing").resolve(run()));
        remove(dropped.home().resolve("state"));
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("the file is dropped", lab -> {});
        steps.put("the folder is made", lab -> Files.createDirectories(inRun(lab, ".")));
        steps.put(
                "half the claim is written",
                lab -> Files.writeString(inRun(lab, ".claim.json.part"), claim.substring(0, 20)));
        steps.put("the claim is written", lab -> {
            Files.delete(inRun(lab, ".claim.json.part"));
            Files.writeString(inRun(lab, ".claim.json"), claim);
        });
        steps.put(
                "the source is taken",
                lab -> Files.move(lab.inbox("items").resolve("items.csv"), inRun(lab, "items.csv")));
        steps.put("the run is recorded", lab -> {
            Files.createDirectories(lab.home().resolve("state"));
            try (Journal journal = journal(lab)) {
                journal.begin(entry.start(), RunState.RUNNING.word());
            }
        });
        steps.put("half a header is written", lab -> Files.writeString(inRun(lab, summary.successFile()), "id,na"));
        steps.put("there are rows that are not recorded", lab -> {
            Files.writeString(inRun(lab, summary.successFile()), "id,name,and so on\n1,nam");
            Files.writeString(inRun(lab, summary.errorFile()), "id,name,and so on\n7,name");
        });
        steps.put("it is recorded what may be sent", lab -> {
            try (Journal journal = journal(lab)) {
                journal.markSent(run(), 1024);
            }
        });
        return startAfterEach(steps, dropped, RECORDS / 10);
    }

    /** For each step an own home, with all the steps before it; then a start, whose requests are counted. */
    private Stream<DynamicTest> startAfterEach(Map<String, Step> steps, CrashLab from, int requests) {
        List<String> names = List.copyOf(steps.keySet());
        return IntStream.rangeClosed(1, names.size())
                .mapToObj(count -> DynamicTest.dynamicTest(names.get(count - 1), () -> {
                    CrashLab lab = from.image(folder.resolve("step" + count));
                    for (String name : names.subList(0, count)) {
                        steps.getOrDefault(name, none -> {}).apply(lab);
                    }
                    int before = destination.log().size();
                    lab.finish("items");
                    assertThat(destination.logAfter(before)).hasSize(requests);
                    CrashProof.everyRecordOnce(lab, "items", source);
                    CrashProof.oneKeyOneBody(destination.logAfter(before));
                    assertThat(lab.runs(folder))
                            .singleElement()
                            .satisfies(known -> assertThat(known.state()).isEqualTo(RunState.DONE.word()));
                }));
    }

    private String run() {
        return entry.start().run();
    }

    private String summaryName() {
        return summary.successFile().replace(".success.csv", ".summary.json");
    }

    private static Journal journal(CrashLab lab) {
        return Journal.open(lab.home().resolve("state"));
    }

    private Path inRun(CrashLab lab, String name) {
        return lab.home().resolve("processing").resolve(run()).resolve(name);
    }

    private void publish(CrashLab lab, String name) throws IOException {
        Files.move(inRun(lab, name), lab.home().resolve("results/items").resolve(name));
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
