package io.drover.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Markdown tables of what was measured, and one table of what was to be reached. */
final class Report {
    private final StringBuilder measured = new StringBuilder();
    private final List<String> goals = new ArrayList<>();

    void section(String title, String... columns) {
        measured.append("\n## ").append(title).append("\n\n| ").append(String.join(" | ", columns));
        measured.append(" |\n|").append("---|".repeat(columns.length)).append('\n');
    }

    void row(String... cells) {
        String row = "| " + String.join(" | ", cells) + " |\n";
        measured.append(row);
        System.err.print(row);
    }

    /** The usual row: program, records, wall, CPU, memory. */
    void row(String program, long records, Measured run) {
        row(
                program,
                String.format(Locale.ROOT, "%,d", records),
                number("%.2f", run.wallSeconds()),
                number("%.2f", run.cpuSeconds()),
                number("%.0f", run.peakMegabytes()));
    }

    void goalAtMost(String what, double value, double most) {
        goal(what, value, "≤ " + most, value <= most);
    }

    void goalAtLeast(String what, double value, double least) {
        goal(what, value, "≥ " + least, value >= least);
    }

    private void goal(String what, double value, String limit, boolean reached) {
        String verdict = reached ? "yes" : "**no**";
        goals.add("| " + what + " | " + number("%.3f", value) + " | " + limit + " | " + verdict + " |");
    }

    void broken(String scenario, Exception cause) {
        goals.add("| " + scenario + " | void | | **no** |");
        measured.append("\nThe scenario ").append(scenario).append(" is void: ");
        measured.append(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        measured.append('\n');
        System.err.println(scenario + ": " + cause);
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The whole page. */
    String markdown(String preface) {
        return "# Benchmark\n\n" + preface + "\n\n| goal | measured | to reach | reached |\n|---|---|---|---|\n"
                + String.join("\n", goals) + "\n" + measured;
    }
}
