package io.drover.story;

import io.drover.testing.Java;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Drover in a process of its own, and all that it prints. */
final class DroverProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    /**
     * @param jvm options of the virtual machine
     * @param command of Drover, with its arguments
     */
    DroverProcess(Path folder, String logLevel, List<String> jvm, String... command) throws IOException {
        List<String> whole = new ArrayList<>();
        whole.add(Java.program());
        whole.addAll(jvm);
        whole.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.drover.app.Main"));
        whole.addAll(List.of(command));
        log = Files.createTempFile(folder, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DROVER_LOG_LEVEL", logLevel);
        process = builder.start();
    }

    /** Everything printed so far. */
    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Printed lines that contain this text, once there are some. */
    List<String> awaitLines(String text) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lines(text), lines -> !lines.isEmpty());
    }

    /** Printed lines that contain this text. */
    List<String> lines(String text) {
        return printed().lines().filter(line -> line.contains(text)).toList();
    }

    /** All that it printed until it ended by itself. */
    String awaitEnd() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("still at work: " + printed());
        }
        return printed();
    }

    /** Asks it to end, and says how long that took. */
    Duration terminate() throws InterruptedException {
        long before = System.nanoTime();
        process.destroy();
        awaitEnd();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
