package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Measures Drover from outside, against one cheap sink, and prints Markdown; the same page is written beside the jar
 * as {@code benchmark.md}. Ends with 1 where a figure is void, with 0 where a goal is only missed.
 */
final class Benchmark {
    private interface Scenario {
        void run() throws IOException, InterruptedException;
    }

    private Benchmark() {}

    /** See {@link Options}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.parse(args);
        Path target = options.jar().resolveSibling("");
        Path folder = Files.createDirectories(target.resolve("bench"));
        if (options.withDrover() && !Files.exists(options.jar())) {
            throw new IOException("There is no " + options.jar() + "; build it first (mvn package),"
                    + " name another with --jar, or measure the others alone with --without-drover.");
        }
        Report report = new Report();
        boolean sound;
        try (SinkProcess sink = SinkProcess.start(folder.resolve("sink.log"))) {
            sound = measure(options, folder, sink, report);
        }
        String page = report.markdown(preface(options));
        Files.writeString(target.resolve("benchmark.md"), page);
        System.out.println(page);
        System.exit(sound ? 0 : 1);
    }

    private static boolean measure(Options options, Path folder, SinkProcess sink, Report report)
            throws IOException, InterruptedException {
        DroverRuns drover = new DroverRuns(options.jar(), folder, sink);
        Throughput throughput = new Throughput(options, folder, new Floors(folder, sink), drover, report);
        Pacing pacing = new Pacing(options, folder, drover, report);
        ShapingCost shaping = new ShapingCost(options, folder, drover, report);
        Map<String, Scenario> scenarios = Map.ofEntries(
                Map.entry("bulk", throughput::bulk),
                Map.entry("single", throughput::single),
                Map.entry("memory", throughput::memory),
                Map.entry("plan", throughput::plan),
                Map.entry("transform", throughput::transform),
                Map.entry("delay", pacing::delay),
                Map.entry("rate", pacing::rate),
                Map.entry("start", pacing::start),
                Map.entry("shape", shaping::shape),
                Map.entry("grouping", new GroupingCost(options, folder, drover, report)::measure),
                Map.entry("console", new ConsoleCost(options, folder, drover, report)::measure));
        boolean sound = true;
        for (String name : options.scenarios()) {
            if (!options.withDrover() && !Options.COMPARED.contains(name)) {
                continue;
            }
            try {
                scenarios.getOrDefault(name, () -> {}).run();
            } catch (IOException e) {
                report.broken(name, e);
                sound = false;
            }
        }
        return sound;
    }

    private static String preface(Options options) {
        String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
        return Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + java
                + ", Drover started by docker/drover, others with -XX:+UseSerialGC, "
                + (options.quick() ? "one quick run each" : "medians of 3, the largest files once")
                + ". Whole processes, JVM start included; CPU is user and system time of all threads.";
    }
}
