package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.run.Run;
import io.drover.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that had the file open when it was taken and goes on writing into it. */
class ChangedSourceTest {
    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private final byte[] source = CrashLab.csv(100);
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final RunListener heard = new RunListener() {
        @Override
        public void suspended(Run run, String reason) {
            reasons.add(reason);
        }
    };

    @BeforeEach
    void open() throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.connection("concurrency", "1");
        destination.behave(call -> {
            if (call.number() == 3) {
                Files.writeString(taken(), "101,added\n", UTF_8, StandardOpenOption.APPEND);
            }
            call.answer();
        });
        lab.drop("items", "items.csv", source);
    }

    @AfterEach
    void close() {
        destination.close();
    }

    @Test
    void whatIsAddedToATakenFileIsNotLostSilently() throws IOException {
        lab.watching(() -> CrashLab.until(() -> !reasons.isEmpty()), heard);

        assertThat(reasons.get(0))
                .contains("changed after it was taken with " + source.length + " bytes")
                .contains(taken().toString());
        assertThat(lab.files("results", "items")).isEmpty();
        assertThat(taken()).exists();
    }

    @Test
    void theRunGoesOnWhenTheFileIsPutBack() throws IOException {
        lab.watching(() -> CrashLab.until(() -> !reasons.isEmpty()), heard);
        int sent = destination.log().size();
        Files.write(taken(), source);

        lab.finish("items");

        CrashProof.everyRecordOnce(lab, "items", source);
        assertThat(destination.log()).as("all was sent before").hasSize(sent);
    }

    private Path taken() {
        return CrashLab.visible(lab.home().resolve("processing")).get(0).resolve("items.csv");
    }
}
