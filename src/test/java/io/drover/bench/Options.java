package io.drover.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asked for.
 *
 * @param scenarios the names to run
 * @param records records of the largest file; a fifth and a fiftieth of it are the others
 * @param quick one run each and short pacing scenarios: to try the harness, not to believe
 * @param withDrover false: the floor and the bare client alone
 * @param jar Drover's jar
 * @param flags for Drover's virtual machine, added to those that its launcher sets
 */
record Options(List<String> scenarios, long records, boolean quick, boolean withDrover, Path jar, List<String> flags) {
    static final List<String> ALL = List.of(
            "bulk", "single", "memory", "plan", "transform", "delay", "rate", "start", "shape", "grouping", "console");
    /** Those that measure another program beside Drover. */
    static final List<String> COMPARED = List.of("bulk", "single");

    private static final String USAGE = """
            Usage: Benchmark [SCENARIO...] [--records N] [--quick] [--without-drover] [--jar FILE] [--flags "-X..."]
            Scenarios: bulk single memory plan transform delay rate start shape grouping console; all of them where none is named.
            --records: of the largest file, a multiple of 50000; default 5000000.""";

    static Options parse(String[] arguments) {
        List<String> scenarios = new ArrayList<>();
        long records = 5_000_000;
        boolean quick = false;
        boolean withDrover = true;
        Path jar = Path.of("target/drover.jar");
        List<String> flags = List.of();
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--records" -> records = records(rest.next());
                case "--quick" -> quick = true;
                case "--without-drover" -> withDrover = false;
                case "--jar" -> jar = Path.of(rest.next());
                case "--flags" -> flags = words(rest.next());
                default -> scenarios.add(scenario(argument));
            }
        }
        List<String> asked = scenarios.isEmpty() ? ALL : List.copyOf(scenarios);
        return new Options(
                asked, records, quick, withDrover, jar.toAbsolutePath().normalize(), flags);
    }

    private static String scenario(String name) {
        if (!ALL.contains(name)) {
            throw new IllegalArgumentException("There is no scenario or option " + name + ".\n" + USAGE);
        }
        return name;
    }

    private static long records(String text) {
        long records = Long.parseLong(text);
        if (records <= 0 || records % 50_000 != 0) {
            throw new IllegalArgumentException(text + " records do not divide into whole batches.\n" + USAGE);
        }
        return records;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
    }

    long small() {
        return records / 50;
    }

    long middle() {
        return records / 5;
    }
}
