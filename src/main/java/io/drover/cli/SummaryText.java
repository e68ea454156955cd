package io.drover.cli;

import io.drover.batch.Tally;
import io.drover.result.ErrorCause;
import io.drover.result.ResultNames;
import io.drover.result.Summary;
import io.drover.source.HomeFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's summary for people, with the places of its files. */
record SummaryText(Summary summary, HomeFolders home) {
    private static final int MOST_CAUSES = 5;

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
                causes() + "  successes  " + successFile(),
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

    /** The most frequent, with the numbers that {@code replay --cause} knows them by. */
    private String causes() {
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < Math.min(summary.causes().size(), MOST_CAUSES); at++) {
            ErrorCause cause = summary.causes().get(at);
            String code = cause.code().isEmpty() ? "" : cause.code() + " ";
            String message = cause.message().isEmpty() ? "other causes" : cause.message();
            lines.append("  cause ")
                    .append(String.format(Locale.ROOT, "%-5d", at + 1))
                    .append(cause.count())
                    .append(" × ")
                    .append(code)
                    .append(message)
                    .append(System.lineSeparator());
        }
        return lines.toString();
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
