package io.drover.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import io.drover.testing.Java;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built jar behind a tracer that holds each call of a kind for a moment before it is made; the n-th of them on a file
 * of the home, whichever thread makes it, kills the process. The tracer alone would count each thread by itself, and so
 * never get to the calls of any but the busiest one.
 */
final class CallTrap {
    /** Long enough to read of it and to kill. */
    private static final int HELD_MICROS = 10_000;

    private static final Pattern ENTERED = Pattern.compile("\\d+ +[a-z0-9]+\\((.*)");

    /** A machine may be busy with other things, and each call is held. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String call;
    private final int last;
    private final String home;
    private final Process process;
    private final Thread reading;
    private final StringBuilder line = new StringBuilder();
    private boolean counted;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean killed;

    private CallTrap(String call, int last, CrashLab lab, Path log) throws IOException, InterruptedException {
        this.call = call;
        this.last = last;
        this.home = lab.home().toString();
        Path told = log.resolveSibling(log.getFileName() + ".calls");
        if (new ProcessBuilder("mkfifo", told.toString()).start().waitFor() != 0) {
            throw new IOException("no pipe " + told);
        }
        reading = new Thread(() -> read(told), "calls");
        reading.setDaemon(true);
        reading.start();
        process = new ProcessBuilder(command(told))
                .directory(lab.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Starts Drover and kills it at its n-th call of that kind. */
    static CallTrap set(String call, int n, CrashLab lab, Path log) throws IOException, InterruptedException {
        return new CallTrap(call, n, lab, log);
    }

    private List<String> command(Path told) {
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "0", "-o", told.toString()));
        command.addAll(List.of("-e", "trace=" + call, "-e", "signal=none"));
        command.addAll(List.of("-e", "inject=" + call + ":delay_enter=" + HELD_MICROS));
        command.addAll(Java.inHaste());
        command.addAll(List.of("-jar", Java.jar().toString(), "run"));
        return command;
    }

    private void read(Path told) {
        try (InputStream in = Files.newInputStream(told)) {
            byte[] bytes = new byte[8192];
            for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
                for (String part : new String(bytes, 0, got, ISO_8859_1).split("(?<=\n)", -1)) {
                    line.append(part);
                    look();
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** The line may still be going on: what comes after the call was entered is told when it is made. */
    private void look() {
        Matcher entered = ENTERED.matcher(line);
        boolean ended = line.length() > 0 && line.charAt(line.length() - 1) == '\n';
        if (!counted && entered.lookingAt() && entered.group(1).contains(home)) {
            counted = true;
            if (calls.incrementAndGet() == last) {
                kill();
            }
        }
        if (ended) {
            counted = false;
            line.setLength(0);
        }
    }

    private void kill() {
        killed = process.children()
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    /** Waits until all is done or it is killed; says whether it was. */
    boolean isSprung(String load, CrashLab lab) throws InterruptedException {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || isDone(load, lab));
            process.children().forEach(ProcessHandle::destroy);
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        } finally {
            process.children().forEach(ProcessHandle::destroyForcibly);
        }
        reading.join();
        return killed;
    }

    private static boolean isDone(String load, CrashLab lab) {
        return !lab.files("results", load).isEmpty()
                && CrashLab.visible(lab.inbox(load)).isEmpty()
                && CrashLab.visible(lab.home().resolve("processing")).isEmpty();
    }

    /** Calls that were entered. */
    int calls() {
        return calls.get();
    }
}
