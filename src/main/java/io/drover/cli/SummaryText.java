package io.drover.cli;

import io.drover.batch.Tally;
import io.drover.result.ResultNames;
import io.drover.result.Summary;
import io.drover.source.HomeFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's summary for people, with the places of its files. */
record SummaryText(Summary summary, HomeFolders home) {
    String text() {
        Tally tally = summary.tally();
        return String.join(
                System.lineSeparator(),
                "Run " + summary.run() + " " + summary.state() + " in " + seconds(),
                "  file       " + summary.file() + " through load " + summary.load() + " to connection "
                        + summary.connection()
                        + summary.parentRun()
                                .map(parent -> ", errors of run " + parent)
                                .orElse(""),
                "  records    " + tally.records() + ": " + tally.succeeded() + " succeeded, " + tally.failed()
                        + " failed" + classes() + (tally.filtered() == 0 ? "" : ", " + tally.filtered() + " filtered"),
                "  requests   " + tally.requests() + " for " + tally.batches() + " batches, " + tally.retries()
                        + " retries, " + tally.yields() + " yields",
                "  successes  " + successFile(),
                "  errors     " + errorFile(),
                "  summary    " + summaryFile());
    }

    Path successFile() {
        return folder().resolve(summary.successFile());
    }

    Path errorFile() {
        return folder().resolve(summary.errorFile());
    }

    Path summaryFile() {
        String extension = summary.successFile().endsWith(".jsonl") ? ".jsonl" : ".csv";
        return folder().resolve(new ResultNames(summary.file(), summary.run(), extension).summary());
    }

    private Path folder() {
        return home.results(summary.load());
    }

    private String classes() {
        return summary.tally().failedByClass().isEmpty()
                ? ""
                : summary.tally().failedByClass().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().word())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private String seconds() {
        Duration took = Duration.between(summary.startedAt(), summary.endedAt());
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
