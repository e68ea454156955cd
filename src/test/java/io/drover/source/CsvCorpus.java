package io.drover.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** CSV files made up from a seed: sound ones with everything that is allowed, and broken ones. */
final class CsvCorpus {
    private static final List<String> PIECES = List.of(
            "", "a", "Ada", " ", "x y", "\"", "\"\"", ",", "\n", "\r\n", "\r", "ü", "日本", "😀", "\\", "\t", ";", "0012",
            "\u0001");

    private final Random random;

    CsvCorpus(long seed) {
        random = new Random(seed);
    }

    /** A sound file with a header of two to six columns. */
    String soundFile() {
        int columns = 2 + random.nextInt(5);
        StringBuilder file = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        for (int column = 0; column < columns; column++) {
            file.append(column == 0 ? "" : ",").append("c").append(column);
        }
        int rows = random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            file.append(lineEnd()).append(String.join(",", cells(columns)));
        }
        return file.append(random.nextBoolean() ? lineEnd() : "").toString();
    }

    /** A file of bytes that stir every rule, sound or not. */
    String anyFile() {
        StringBuilder file = new StringBuilder("c0,c1,c2\n");
        int length = random.nextInt(60);
        String alphabet = "ab\",\"\n\r,x";
        for (int i = 0; i < length; i++) {
            file.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return file.toString();
    }

    private List<String> cells(int columns) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            cells.add(cell());
        }
        return cells;
    }

    private String cell() {
        StringBuilder value = new StringBuilder();
        for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
            value.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        String text = value.toString();
        boolean mustBeQuoted = text.startsWith("\"") || text.matches("(?s).*[,\r\n].*");
        return mustBeQuoted || random.nextInt(5) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private String lineEnd() {
        return List.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n").get(random.nextInt(5));
    }
}
