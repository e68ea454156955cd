package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a repeat is ruled out, a crash repeats nothing: what may have been sent ends in doubt. */
class HoldAfterCrashTest {
    private static final int RECORDS = 50;
    private static final int LIMIT = 10;
    private static final int CRASH = 3;

    @TempDir
    private Path folder;

    @Test
    void noRecordIsSentTwiceAndThoseInFlightAreInDoubt() throws IOException {
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab lab = new CrashLab(folder.resolve("work"), destination);
            lab.connection("concurrency", "1");
            lab.connection("on-unknown-outcome", "hold");
            lab.load("items", "grouping-limit=" + LIMIT);
            AtomicReference<CrashLab> image = new AtomicReference<>();
            destination.behave(call -> {
                if (call.number() == CRASH) {
                    call.take();
                    image.set(lab.image(folder.resolve("left")));
                }
                call.answer();
            });
            lab.watching(() -> {
                lab.drop("items", "items.csv", CrashLab.csv(RECORDS));
                lab.awaitEnd("items");
            });
            CrashLab left = Objects.requireNonNull(image.get());
            int before = destination.log().size();

            left.finish("items");

            // Whether the batches before were recorded when the image was taken is up to the disk: none is sent again.
            List<String> sentAfter = destination.logAfter(before).stream()
                    .flatMap(got -> got.ids().stream())
                    .toList();
            assertThat(sentAfter)
                    .containsExactlyElementsOf(IntStream.rangeClosed(CRASH * LIMIT + 1, RECORDS)
                            .mapToObj(Integer::toString)
                            .toList());
            JsonNode classes = CrashProof.summary(left, "items").path("errors_by_class");
            assertThat(classes.path("in_doubt").asInt()).isBetween(LIMIT, CRASH * LIMIT);
        }
    }
}
