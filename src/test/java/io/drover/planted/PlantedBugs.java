package io.drover.planted;

import io.drover.proof.TrackRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plants each bug of the table and runs its tests. Ends with exit code 1 when one is missed, when one can't be planted
 * any more, or when the tests fail without any.
 */
public final class PlantedBugs {
    private static final Path WORK = Path.of("target", "planted");
    private static final Duration FOR_ONE = Duration.ofMinutes(10);
    private static final Duration FOR_ALL = Duration.ofMinutes(40);

    private final List<String> rows = new ArrayList<>();
    private int bad;

    private PlantedBugs() {}

    /** Without arguments all bugs, else those whose id begins with one of them. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<PlantedBug> bugs = PlantedBug.all().stream()
                .filter(bug -> args.length == 0 || Stream.of(args).anyMatch(bug.id()::startsWith))
                .toList();
        Instant begun = Instant.now();
        int exitCode = new PlantedBugs().run(bugs);
        if (exitCode == 0 && args.length == 0) {
            tell(bugs, Duration.between(begun, Instant.now()));
        }
        System.exit(exitCode);
    }

    private int run(List<PlantedBug> bugs) throws IOException, InterruptedException {
        remove(WORK);
        Files.createDirectories(WORK);
        Set<String> tests = new LinkedHashSet<>();
        bugs.forEach(bug -> tests.addAll(bug.tests()));
        PlantedProcess.End sound = PlantedProcess.run(WORK.resolve("sound"), List.copyOf(tests), FOR_ALL);
        if (!sound.passed()) {
            System.out.println("Once more: " + sound.words());
            sound = PlantedProcess.run(WORK.resolve("sound-again"), List.copyOf(tests), FOR_ALL);
        }
        if (!sound.passed()) {
            System.out.println("The tests fail without any bug: " + sound.words());
            return 1;
        }
        rows.add("| bug | what a user would lose | caught | by |");
        rows.add("|---|---|---|---|");
        rows.forEach(System.out::println);
        for (PlantedBug bug : bugs) {
            plant(bug);
        }
        Files.write(WORK.resolve("table.md"), rows);
        System.out.println(bugs.size() - bad + " of " + bugs.size() + " planted bugs were caught; see "
                + WORK.resolve("table.md"));
        return bad == 0 && !bugs.isEmpty() ? 0 : 1;
    }

    private void plant(PlantedBug bug) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Path folder = WORK.resolve(bug.id());
        String caught;
        String by;
        try {
            PlantedClasses.make(bug, folder);
            PlantedProcess.End end = PlantedProcess.run(folder, bug.tests(), FOR_ONE);
            caught = end.caught() ? "yes" : "**NO**";
            by = end.words();
        } catch (IllegalStateException e) {
            caught = "**NOT PLANTED**";
            by = String.valueOf(e.getMessage());
        }
        bad += caught.equals("yes") ? 0 : 1;
        String row = "| " + bug.id() + " | " + bug.breaks() + " | " + caught + " | " + by + ", "
                + Duration.between(begun, Instant.now()).toSeconds() + " s |";
        rows.add(row);
        System.out.println(row);
    }

    private static void tell(List<PlantedBug> bugs, Duration taken) throws IOException {
        TrackRecord.write(new TrackRecord.Figure("planted")
                .row("bugs planted, one at a time", bugs.size())
                .row("**caught by the tests named for them**", "**" + bugs.size() + "**")
                .row("test classes among them", testClasses(bugs))
                .repeatedBy("mvn -Pplanted -DskipTests verify", taken.toMinutes()));
    }

    private static long testClasses(List<PlantedBug> bugs) {
        return bugs.stream()
                .flatMap(bug -> bug.tests().stream())
                .map(test -> test.replaceFirst("#.*", ""))
                .distinct()
                .count();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
