package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process used, from its start to its end. Linux only: CPU is what the kernel adds to our children's time when
 * it ends (exact to a tick of 10 ms, all threads, JVM start included), memory its high-water mark, read until it ends.
 *
 * @param output what it printed, both streams
 */
record Measured(Duration wall, Duration cpu, long peakBytes, int exitCode, String output) {
    private static final long TICK_MILLIS = 10;
    private static final long LOOK_MILLIS = 20;

    /** Runs a command in a folder and waits for its end; one at a time, or their CPU would be added up. */
    static Measured run(List<String> command, Path folder, Path log, Duration limit)
            throws IOException, InterruptedException {
        long cpuBefore = childrenTicks();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakBytes(status));
            if (System.nanoTime() - start > limit.toNanos()) {
                process.destroyForcibly().waitFor();
                throw new IOException("still running after " + limit + ", stopped: " + command + ", see " + log);
            }
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        Duration cpu = Duration.ofMillis((childrenTicks() - cpuBefore) * TICK_MILLIS);
        return new Measured(wall, cpu, peak, process.exitValue(), Files.readString(log));
    }

    /** The run in the middle by its CPU. */
    static Measured median(List<Measured> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(Measured::cpu))
                .skip((runs.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    double wallSeconds() {
        return wall.toMillis() / 1000.0;
    }

    double cpuSeconds() {
        return cpu.toMillis() / 1000.0;
    }

    double peakMegabytes() {
        return peakBytes / 1e6;
    }

    /** Fields 16 and 17 of /proc/self/stat: user and system time of children that ended and were waited for. */
    private static long childrenTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }

    private static long peakBytes(Path status) throws IOException {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // It ended between the two looks; what was read before stands.
            return 0;
        }
        return 0;
    }
}
