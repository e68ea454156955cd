package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.journal.Journal;
import io.drover.journal.RunStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is over for long is forgotten by itself. */
class HistoryStoryTest {
    private static final Instant LONG_AGO = Instant.parse("2020-02-03T04:05:06Z");
    private static final String OLD = "20200203-040506-000-aaaa";
    private static final String YOUNG = "20200203-040506-000-bbbb";

    @TempDir
    Path folder;

    @Test
    void oldRunsGoWithTheirDiariesAndYoungOnesStay() throws Exception {
        Path state = Files.createDirectories(folder.resolve("home/state"));
        try (Journal journal = Journal.open(state)) {
            ended(journal, OLD, LONG_AGO);
            ended(journal, YOUNG, Instant.now());
        }
        Path diary = Files.createDirectories(state.resolve("diary"));
        Path old = Files.writeString(diary.resolve(OLD + ".jsonl"), "{}\n");
        Files.setLastModifiedTime(old, FileTime.from(LONG_AGO));
        Path young = Files.writeString(diary.resolve(YOUNG + ".jsonl"), "{}\n");

        try (ApiLab lab = new ApiLab(folder).set("drover.history=30d").start()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> lab.get("/api/runs/" + OLD).status() == 404 && !Files.exists(old));
            assertThat(lab.get("/api/runs/" + YOUNG).status()).isEqualTo(200);
            assertThat(young).exists();
        }
    }

    private static void ended(Journal journal, String run, Instant at) {
        journal.begin(
                new RunStart(run, "people", "crm", "a.csv", "aa", 3, "{}", LONG_AGO, Optional.empty()), "running");
        journal.end(run, "done", at, Optional.empty());
    }
}
