package io.drover.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** A file to be loaded; the ids of its records are a million times its number and their place. */
record Input(String name, byte[] bytes, int records) {
    private static final String[] NOTES = {
        "plain",
        "\"with, comma\"",
        "\"two\nlines\"",
        "\"\"\"quoted\"\"\"",
        "",
        "=1+1",
        "\u00e4\u00f6\u20ac",
        "${name}",
        "\"\"",
    };

    /** Records of two thousand characters each. */
    static Input wide(int number, int records) {
        StringBuilder text = new StringBuilder("id,note\n");
        for (int place = 1; place <= records; place++) {
            text.append(number * 1_000_000L + place)
                    .append(',')
                    .append("x".repeat(2000))
                    .append('\n');
        }
        return new Input("f" + number + ".csv", text.toString().getBytes(UTF_8), records);
    }

    /** The same for the same seed and number: line ends, quoting and the end of the file vary. */
    static Input of(long seed, int number, int records) {
        SplittableRandom random = new SplittableRandom(seed * 31 + number);
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder("id,name,note").append(end);
        for (int place = 1; place <= records; place++) {
            text.append(number * 1_000_000L + place)
                    .append(",name of ")
                    .append(place)
                    .append(',');
            text.append(NOTES[random.nextInt(NOTES.length)]);
            text.append(place < records || random.nextInt(3) > 0 ? end : "");
        }
        return new Input("f" + number + ".csv", text.toString().getBytes(UTF_8), records);
    }
}
