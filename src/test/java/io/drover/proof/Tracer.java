package io.drover.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Makes calls of a process fail, until it is closed. Needs strace. */
final class Tracer implements AutoCloseable {
    private final Process process;

    private Tracer(Process process) {
        this.process = process;
    }

    /**
     * Begins.
     *
     * @param calls by name, with commas
     * @param error such as ENOSPC
     * @param paths files and folders whose calls fail; none: every call does
     */
    static Tracer fail(DroverProcess drover, String calls, String error, List<Path> paths) throws IOException {
        String pid = Long.toString(drover.machine().pid());
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-p", pid));
        command.addAll(List.of("-e", "trace=" + calls, "-e", "inject=" + calls + ":error=" + error));
        paths.forEach(path -> command.addAll(List.of("-P", path.toString())));
        Tracer tracer =
                new Tracer(new ProcessBuilder(command).redirectErrorStream(true).start());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> tracer.hasAll(Path.of("/proc", pid, "task")));
        return tracer;
    }

    /** Threads are taken hold of one by one. */
    private boolean hasAll(Path tasks) throws IOException {
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                if (!Files.readString(task.resolve("status")).contains("TracerPid:\t" + process.pid() + "\n")) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
