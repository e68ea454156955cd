package io.drover.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the programs that Drover is compared with, and checks that they did the whole work. */
final class Floors {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Path folder;
    private final SinkProcess sink;

    Floors(Path folder, SinkProcess sink) {
        this.folder = folder;
        this.sink = sink;
    }

    /** The command that runs one of our own programs in a Java process of its own. */
    static List<String> java(Class<?> program, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(javaLauncher());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classPath(), program.getName()));
        return command;
    }

    /** Absolute, because the children stand in another folder. */
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static String javaLauncher() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Measured floor(DataFile data, int groupingLimit) throws IOException, InterruptedException {
        List<String> command = java(Floor.class, "-XX:+UseSerialGC");
        command.add(data.path().toString());
        command.add(sink.base() + "/bulk/" + groupingLimit);
        command.add(Integer.toString(groupingLimit));
        command.add(folder.resolve("floor").toString());
        return run(command, data, "floor");
    }

    Measured bareClient(DataFile data, int concurrency) throws IOException, InterruptedException {
        List<String> command = java(BareClient.class, "-XX:+UseSerialGC");
        command.add(data.path().toString());
        command.add(sink.base() + "/single");
        command.add(Integer.toString(concurrency));
        return run(command, data, "bare");
    }

    private Measured run(List<String> command, DataFile data, String name) throws IOException, InterruptedException {
        sink.reset();
        Path log = folder.resolve(name + ".log");
        Measured measured = Measured.run(command, folder, log, LIMIT);
        long failed = sink.count("refused_records");
        String expected = "succeeded=" + (data.records() - failed) + " failed=" + failed;
        if (measured.exitCode() != 0 || !measured.output().strip().endsWith(expected)) {
            throw new IOException("void: " + name + " ended with " + measured.exitCode() + " and said \""
                    + measured.output().strip() + "\"; expected 0 and \"" + expected + "\"; see " + log);
        }
        return measured;
    }
}
