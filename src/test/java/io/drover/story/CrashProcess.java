package io.drover.story;

import io.drover.app.Drover;
import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunLog;
import io.drover.testing.Java;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Drover in a process of its own, made to be killed: it watches, or loads one file, and may halt itself at the n-th
 * event of a kind, at once and without any clean-up.
 */
final class CrashProcess {
    /** How a killed process ends. */
    static final int KILLED = 137;
    /** What it says when it halts by itself; followed by the event. */
    static final String HALTED_AT = "halted at ";

    private CrashProcess() {}

    /** The arguments: the working directory, the event with its count or "none 0", and for a load FILE and LOAD. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        Settings settings = SettingsSource.inDirectory(directory, Map.of()).read();
        List<RunListener> listeners = List.of(new RunLog(), new Halt(args[1], Integer.parseInt(args[2])));
        if (args.length > 3) {
            try (Drover drover = Drover.idle(settings, directory, listeners)) {
                drover.load(Path.of(args[3]), settings.requireLoad(args[4]), false);
            }
            return;
        }
        Drover drover = Drover.watch(settings, directory, listeners);
        Runtime.getRuntime().addShutdownHook(new Thread(drover::close, "stop"));
        new CountDownLatch(1).await();
    }

    /** The command that starts one, in front of which a tracer may stand. */
    static List<String> command(Path directory, String event, int count, String... load) {
        List<String> command = Java.inHaste();
        command.addAll(List.of(
                "-cp",
                Java.jar() + File.pathSeparator + ownClasses(),
                CrashProcess.class.getName(),
                directory.toString(),
                event,
                Integer.toString(count)));
        command.addAll(List.of(load));
        return command;
    }

    private static Path ownClasses() {
        return Path.of(URI.create(CrashProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    /** Starts one, its log in a file beside its directory. */
    static Process start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        return builder.start();
    }

    /** Halts at an event. */
    private static final class Halt implements RunListener {
        private final String event;
        private final AtomicInteger left;

        Halt(String event, int count) {
            this.event = event;
            this.left = new AtomicInteger(count);
        }

        private void at(String happened) {
            if (event.equals(happened) && left.decrementAndGet() == 0) {
                System.out.println(HALTED_AT + happened);
                System.out.flush();
                Runtime.getRuntime().halt(KILLED);
            }
        }

        @Override
        public void started(Run run) {
            at("started");
        }

        @Override
        public void sending(Run run, BatchId batch) {
            at("sending");
        }

        @Override
        public void attempted(Run run, BatchId batch, int status, Duration took) {
            at("attempted");
        }

        @Override
        public void settled(Run run, BatchId batch, Tally tally) {
            at("settled");
        }

        @Override
        public void ended(Run run, Summary summary) {
            at("ended");
        }

        @Override
        public void rejected(String load, String file, String reason) {
            at("rejected");
        }
    }
}
