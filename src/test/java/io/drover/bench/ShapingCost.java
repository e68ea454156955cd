package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What typed and nested objects cost beside untyped ones, of the same file in the same batches. */
final class ShapingCost {
    private static final int BATCH = 1000;
    private static final int CONCURRENCY = 4;
    private static final String TYPED = """
            fields:
              - {name: id, type: integer}
              - {name: first_name, max-length: 40}
              - {name: last_name}
              - {name: email}
              - {name: phone}
              - {name: city, nullable: true}
              - {name: country}
              - {name: amount, type: decimal}
              - {name: created_at, type: datetime}
              - {name: comment, nullable: true, when-empty: omit}
            """;
    private static final String NESTED = """
            fields:
              - {name: id, type: integer}
              - {name: profile.first_name, source: first_name}
              - {name: profile.last_name, source: last_name}
              - {name: "identifiers[0].type", constant: email}
              - {name: "identifiers[0].value", source: email}
              - {name: "identifiers[1].type", constant: mobile}
              - {name: "identifiers[1].value", source: phone}
              - {name: profile.address.city, source: city, nullable: true}
              - {name: profile.address.country, source: country}
              - {name: account.amount, type: decimal, source: amount}
              - {name: account.created_at, type: datetime, source: created_at}
              - {name: comment, nullable: true}
            """;

    private final Options options;
    private final Path folder;
    private final DroverRuns drover;
    private final Report report;

    ShapingCost(Options options, Path folder, DroverRuns drover, Report report) {
        this.options = options;
        this.folder = folder;
        this.drover = drover;
        this.report = report;
    }

    void shape() throws IOException, InterruptedException {
        report.section(
                "Shaped, batches of " + BATCH + ", " + CONCURRENCY + " in flight",
                "objects",
                "records",
                "wall s",
                "CPU s",
                "peak MB");
        double untyped = cpu("untyped", "");
        double typed = cpu("typed", TYPED);
        double nested = cpu("typed and nested", NESTED);
        report.goalAtMost("shape: CPU of typed objects, times that of untyped ones", typed / untyped, 1.5);
        report.goalAtMost("shape: CPU of typed and nested objects, times that of untyped ones", nested / untyped, 1.5);
    }

    private double cpu(String name, String schema) throws IOException, InterruptedException {
        DataFile data = DataFile.of(folder, options.middle());
        List<Measured> runs = new ArrayList<>();
        for (int run = 0; run < (options.quick() ? 1 : 3); run++) {
            runs.add(drover.load(
                    data, new DroverRuns.Setting("/bulk/" + BATCH, BATCH, CONCURRENCY, options.flags(), schema)));
        }
        Measured median = Measured.median(runs);
        report.row(name, data.records(), median);
        return median.cpuSeconds();
    }
}
