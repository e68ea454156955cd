package io.drover.proof.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An input file and what has become of it. The first column is the record's id. */
record Source(Path file, List<Path> done, List<Path> results) {
    /** The inputs, each with what stands in done/ and results/ under its name. */
    static List<Source> of(Evidence evidence) throws IOException {
        Map<String, List<Path>> done = byStem(evidence.ofLoad("done"));
        Map<String, List<Path>> results = byStem(evidence.ofLoad("results"));
        return files(evidence.inputs()).stream()
                .map(file -> new Source(
                        file, done.getOrDefault(stem(file), List.of()), results.getOrDefault(stem(file), List.of())))
                .toList();
    }

    private static Map<String, List<Path>> byStem(Path folder) throws IOException {
        return files(folder).stream().collect(Collectors.groupingBy(Source::stem));
    }

    /** Names of inputs have one dot; what is made of them goes on behind it. */
    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    /** The result files with this ending. */
    List<Path> result(String ending) {
        return results.stream()
                .filter(result -> String.valueOf(result.getFileName()).endsWith(ending))
                .toList();
    }

    /** What the ids of its records have in common. */
    long number() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(1000), StandardCharsets.ISO_8859_1);
            int line = head.indexOf('\n') + 1;
            int comma = head.indexOf(',', line);
            return comma < 0 ? -1 : Long.parseLong(head.substring(line, comma)) / Marks.PER_FILE;
        }
    }
}
