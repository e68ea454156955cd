package io.drover.bench;

import io.drover.bench.DroverRuns.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Group By costs: bills of four records, which stand together or far apart, against the same file ungrouped. */
final class GroupingCost {
    private static final int RECORDS_PER_BILL = 4;
    private static final int BILLS = 250;
    private static final int CONCURRENCY = 4;

    private final Options options;
    private final Path folder;
    private final DroverRuns drover;
    private final Report report;

    GroupingCost(Options options, Path folder, DroverRuns drover, Report report) {
        this.options = options;
        this.folder = folder;
        this.drover = drover;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        report.section(
                "Group By, bills of " + RECORDS_PER_BILL + " records, " + BILLS + " bills a batch",
                "program",
                "records",
                "wall s",
                "CPU s",
                "peak MB");
        int batch = BILLS * RECORDS_PER_BILL;
        Setting plain = new Setting("/bulk/" + batch, batch, CONCURRENCY, options.flags());
        Setting grouped = new Setting("/bulk/" + BILLS, BILLS, CONCURRENCY, options.flags(), "", RECORDS_PER_BILL);
        double ungrouped = cpu("ungrouped", bills(true), plain);
        double together = cpu("grouped, bills stand together", bills(true), grouped);
        double scattered = cpu("grouped, bills are scattered", bills(false), grouped);
        report.goalAtMost("grouping: CPU where bills stand together, times the ungrouped", together / ungrouped, 1.5);
        report.row("scattered, times the ungrouped", "", "", Report.number("%.2f", scattered / ungrouped), "");
    }

    private DataFile bills(boolean together) throws IOException {
        return DataFile.ofBills(folder, options.middle(), RECORDS_PER_BILL, together);
    }

    private double cpu(String name, DataFile data, Setting setting) throws IOException, InterruptedException {
        List<Measured> runs = new ArrayList<>();
        for (int repeat = 0; repeat < (options.quick() ? 1 : 3); repeat++) {
            runs.add(drover.load(data, setting));
        }
        Measured median = Measured.median(runs);
        report.row(name, data.records(), median);
        return median.cpuSeconds();
    }
}
