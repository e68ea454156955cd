package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wall, CPU and memory of whole files, against the floor and the bare client. */
final class Throughput {
    private static final int BATCH = 1000;
    private static final int BULK_CONCURRENCY = 4;
    private static final int SINGLE_CONCURRENCY = 8;
    /** The fastest program of another make that was measured: syslog-ng, which writes no results. */
    private static final double FASTEST_PEER_SECONDS = 14.5;

    private static final String TRANSFORM = """
            - route:
                id: transform-record
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct:transform-record
                  steps:
                    - script:
                        expression:
                          simple:
                            expression: ${body.put('country', 'DE')}
                    - script:
                        expression:
                          simple:
                            expression: ${body.remove('note')}
            """;

    private static final String[] COLUMNS = {"program", "records", "wall s", "CPU s", "peak MB"};

    private final Options options;
    private final Path folder;
    private final Floors floors;
    private final DroverRuns drover;
    private final Report report;

    private interface Program {
        Measured run(DataFile data) throws IOException, InterruptedException;
    }

    Throughput(Options options, Path folder, Floors floors, DroverRuns drover, Report report) {
        this.options = options;
        this.folder = folder;
        this.floors = floors;
        this.drover = drover;
        this.report = report;
    }

    void bulk() throws IOException, InterruptedException {
        report.section("Batches of 1000, " + BULK_CONCURRENCY + " in flight", COLUMNS);
        long[] sizes = {options.small(), options.middle(), options.records()};
        Measured[] floor = runs("floor", sizes, 1_000_000, data -> floors.floor(data, BATCH));
        slope("floor", sizes, floor);
        if (options.withDrover()) {
            Measured[] ours = runs("Drover", sizes, 1_000_000, data -> drover.load(data, bulkSetting(options.flags())));
            double ratio = slope("Drover", sizes, ours) / slopeOf(sizes, floor);
            report.goalAtMost("bulk: CPU per added million, times the floor's (2 wanted)", ratio, 3);
            double times = FASTEST_PEER_SECONDS * sizes[1] / 1e6 / ours[1].wallSeconds();
            report.goalAtLeast("bulk: " + sizes[1] + " records, times faster than syslog-ng's 14.5 s", times, 3);
        }
    }

    void single() throws IOException, InterruptedException {
        report.section("One record per request, " + SINGLE_CONCURRENCY + " in flight", COLUMNS);
        long[] sizes = {options.small(), options.middle()};
        Measured[] bare =
                runs("bare HttpClient 5", sizes, 100_000, data -> floors.bareClient(data, SINGLE_CONCURRENCY));
        slope("bare HttpClient 5", sizes, bare);
        if (options.withDrover()) {
            DroverRuns.Setting setting = new DroverRuns.Setting("/single", 1, SINGLE_CONCURRENCY, options.flags());
            Measured[] ours = runs("Drover", sizes, 100_000, data -> drover.load(data, setting));
            double ratio = slope("Drover", sizes, ours) / slopeOf(sizes, bare);
            report.goalAtMost("single: CPU per added million, times the bare client's (1.2 wanted)", ratio, 1.6);
        }
    }

    void memory() throws IOException, InterruptedException {
        report.section("Batches of 1000 with -Xmx64m", COLUMNS);
        List<String> flags = new ArrayList<>(options.flags());
        flags.add("-Xmx64m");
        long[] sizes = {options.middle(), options.records()};
        Measured[] ours = runs("Drover", sizes, 1_000_000, data -> drover.load(data, bulkSetting(flags)));
        report.goalAtMost("memory: peak MB with -Xmx64m", ours[1].peakMegabytes(), 200);
        double growth = ours[1].peakMegabytes() / ours[0].peakMegabytes();
        report.goalAtMost("memory: peak at five times the records, times the smaller's", growth, 1.25);
    }

    void plan() throws IOException, InterruptedException {
        report.section("plan, beside load into the sink", COLUMNS);
        long[] sizes = {options.middle()};
        Measured[] plans = runs("plan", sizes, 1_000_000, data -> drover.plan(data, bulkSetting(options.flags())));
        Measured[] loads = runs("load", sizes, 1_000_000, data -> drover.load(data, bulkSetting(options.flags())));
        double times = loads[0].wallSeconds() / plans[0].wallSeconds();
        report.goalAtLeast("plan: " + sizes[0] + " records, times faster than load", times, 2);
    }

    void transform() throws IOException, InterruptedException {
        report.section("Batches of 1000 through a transform-record of two steps", COLUMNS);
        long[] sizes = {options.small(), options.middle()};
        Path route = Files.writeString(folder.resolve("transform-record.camel.yaml"), TRANSFORM);
        Measured[] empty = runs("without", sizes, 100_000, data -> drover.load(data, bulkSetting(options.flags())));
        Measured[] used = runs("with", sizes, 100_000, data -> drover.load(data, bulkSetting(options.flags()), route));
        slope("without", sizes, empty);
        slope("with", sizes, used);
    }

    private static DroverRuns.Setting bulkSetting(List<String> flags) {
        return new DroverRuns.Setting("/bulk/" + BATCH, BATCH, BULK_CONCURRENCY, flags);
    }

    /** Small files three times, of which the run in the middle counts; large ones, which vary less, once. */
    private Measured[] runs(String name, long[] sizes, long repeatedUpTo, Program program)
            throws IOException, InterruptedException {
        Measured[] medians = new Measured[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            DataFile data = DataFile.of(folder, sizes[i]);
            List<Measured> runs = new ArrayList<>();
            int repeats = options.quick() || sizes[i] > repeatedUpTo ? 1 : 3;
            for (int repeat = 0; repeat < repeats; repeat++) {
                runs.add(program.run(data));
            }
            medians[i] = Measured.median(runs);
            report.row(name, sizes[i], medians[i]);
        }
        return medians;
    }

    private double slope(String name, long[] sizes, Measured[] runs) {
        double cpu = slopeOf(sizes, runs);
        report.row(name, "per added million", "", Report.number("%.2f", cpu), "");
        return cpu;
    }

    /** CPU seconds per million between the two largest files: start and compilation drop out. */
    private static double slopeOf(long[] sizes, Measured[] runs) {
        int last = sizes.length - 1;
        double millions = (sizes[last] - sizes[last - 1]) / 1e6;
        return (runs[last].cpuSeconds() - runs[last - 1].cpuSeconds()) / millions;
    }
}
