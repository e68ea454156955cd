package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is counted at the sink: slow answers, a rate it does not tell, and the time until the first request. */
final class Pacing {
    private static final int DELAY_MILLIS = 50;
    private static final int DELAY_BATCH = 100;
    private static final int RATE = 200;

    private final Options options;
    private final Path folder;
    private final DroverRuns drover;
    private final Report report;

    Pacing(Options options, Path folder, DroverRuns drover, Report report) {
        this.options = options;
        this.folder = folder;
        this.drover = drover;
        this.report = report;
    }

    /** Requests per second between the first request and the last answer, of what the delay allows. */
    void delay() throws IOException, InterruptedException {
        report.section("A sink that answers after 50 ms", "in flight", "requests", "per second", "of the possible");
        for (int inFlight : new int[] {8, 16}) {
            // Half a minute whatever is in flight, so that the first second's compiling weighs the same.
            int requests = (options.quick() ? 50 : 600) * inFlight;
            DataFile data = DataFile.of(folder, (long) requests * DELAY_BATCH);
            String endpoint = "/delay/" + DELAY_MILLIS + "/" + DELAY_BATCH;
            drover.load(data, new DroverRuns.Setting(endpoint, DELAY_BATCH, inFlight, options.flags()));
            Map<String, String> seen = drover.sinkStats();
            double perSecond = count(seen, "requests") / (count(seen, "span_nanos") / 1e9);
            double share = perSecond / (inFlight * 1000.0 / DELAY_MILLIS);
            report.row(
                    Integer.toString(inFlight),
                    seen.getOrDefault("requests", ""),
                    Report.number("%.1f", perSecond),
                    Report.number("%.3f", share));
            report.goalAtLeast("delay: share of the possible with " + inFlight + " in flight", share, 0.95);
        }
    }

    /** One minute from the first request on, the learning included. */
    void rate() throws IOException, InterruptedException {
        report.section(
                "A sink that allows " + RATE + " requests per second",
                "in flight",
                "seconds",
                "accepted",
                "of the allowed",
                "refused",
                "within the pause");
        int seconds = options.quick() ? 10 : 65;
        DataFile data = DataFile.of(folder, (long) RATE * seconds);
        int inFlight = 8;
        drover.load(data, new DroverRuns.Setting("/rate/" + RATE, 1, inFlight, options.flags()));
        Map<String, String> seen = drover.sinkStats();
        double window = Math.min(60, count(seen, "span_nanos") / 1e9);
        double accepted = count(seen, "accepted_in_window");
        double refused = count(seen, "refused_in_window");
        double share = accepted / (window * RATE);
        double refusedPercent = 100 * refused / (accepted + refused);
        report.row(
                Integer.toString(inFlight),
                Report.number("%.1f", window),
                Report.number("%.0f", accepted),
                Report.number("%.3f", share),
                Report.number("%.2f %%", refusedPercent),
                seen.getOrDefault("pause_violations", ""));
        report.goalAtLeast("rate: share of the allowed rate over a minute", share, 0.93);
        report.goalAtMost("rate: percent refused", refusedPercent, 2);
        report.goalAtMost("rate: requests within a Retry-After pause", count(seen, "pause_violations"), 0);
    }

    void start() throws IOException, InterruptedException {
        report.section("From the start of the process to the first request", "run", "ms");
        DataFile data = DataFile.of(folder, 100);
        List<Duration> starts = new ArrayList<>();
        for (int i = 0; i < (options.quick() ? 1 : 5); i++) {
            Duration start = drover.start(data, new DroverRuns.Setting("/bulk/100", 100, 4, options.flags()));
            report.row(Integer.toString(i + 1), Long.toString(start.toMillis()));
            starts.add(start);
        }
        double median = starts.stream().sorted().toList().get(starts.size() / 2).toMillis() / 1000.0;
        report.goalAtMost("start: seconds to the first request", median, 1.2);
    }

    private static double count(Map<String, String> seen, String name) {
        return Double.parseDouble(seen.getOrDefault(name, "0"));
    }
}
