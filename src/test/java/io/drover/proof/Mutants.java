package io.drover.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells docs/track-record.md what became of the mutants of the rules. Started at the end of {@code mvn -Pmutation}, after
 * PIT, and only if enough of them were noticed.
 */
public final class Mutants {
    /** What PIT calls a mutant that its tests notice: one fails, never ends, or can't run at all. */
    private static final Set<String> NOTICED = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR");

    private int all;
    private int noticed;

    private Mutants() {}

    /** The arguments: PIT's report as CSV, and since when the build runs. */
    public static void main(String[] args) throws IOException {
        Duration taken = Duration.between(Instant.parse(args[1]), Instant.now());
        TrackRecord.write(
                figure(Files.readAllLines(Path.of(args[0]))).repeatedBy("mvn -Pmutation verify", taken.toMinutes()));
    }

    /** A row for each package, and one for all of them. */
    static TrackRecord.Figure figure(List<String> report) {
        Mutants whole = new Mutants();
        Map<String, Mutants> packages = new TreeMap<>();
        for (String line : report) {
            // File, class, mutator, method, line, status, the test that noticed.
            String[] columns = line.split(",", -1);
            String type = columns[1];
            boolean isNoticed = NOTICED.contains(columns[5]);
            whole.add(isNoticed);
            packages.computeIfAbsent(type.substring(0, type.lastIndexOf('.')), name -> new Mutants())
                    .add(isNoticed);
        }
        TrackRecord.Figure figure = new TrackRecord.Figure("mutation");
        packages.forEach((name, mutants) -> figure.row("`" + name + "`", mutants));
        return figure.row("**all**", "**" + whole + "**");
    }

    private void add(boolean isNoticed) {
        all++;
        noticed += isNoticed ? 1 : 0;
    }

    @Override
    public String toString() {
        return "%d of %d noticed, %d %%".formatted(noticed, all, noticed * 100 / all);
    }
}
