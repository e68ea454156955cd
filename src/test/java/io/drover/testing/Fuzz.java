package io.drover.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts made up from a seed. A sample runs with every build; {@code -Ddrover.fuzz.rounds=100000} runs more, and
 * {@code -Ddrover.fuzz.seed=N -Ddrover.fuzz.rounds=1} repeats the one that a failure names.
 */
public final class Fuzz {
    private static final int ROUNDS = Integer.getInteger("drover.fuzz.rounds", 400);
    private static final long SEED = Long.getLong("drover.fuzz.seed", System.nanoTime());
    private static final List<String> PIECES = List.of(
            "",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\uFEFF",
            "é",
            "日本",
            "😀",
            "\uD800",
            "\"",
            "'",
            "\\",
            "\\u12",
            ",",
            ";",
            ":",
            ": ",
            "- ",
            "#",
            "&a ",
            "*a",
            "!!x ",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "$",
            "$.",
            "..",
            ".*",
            "[*]",
            "[?(",
            ")]",
            "@",
            "${x}",
            "{{x}}",
            "%00",
            "../",
            "0",
            "-1",
            "1e999",
            "99999999999999999999",
            "null",
            "true",
            "~",
            "|",
            ">",
            "?",
            "=",
            "==",
            "GMT",
            "a");

    private final Random random;

    private Fuzz(long seed) {
        random = new Random(seed);
    }

    /** What has to hold for everything that is made up. */
    public interface Property {
        void check(Fuzz fuzz) throws Exception;
    }

    /** Checks the property in as many rounds as are asked for; a failure names its seed. */
    public static void check(Property property) {
        check(ROUNDS, property);
    }

    /** Checks a property that takes longer, in a tenth of the rounds. */
    public static void checkSome(Property property) {
        check(Math.max(1, ROUNDS / 10), property);
    }

    private static void check(int rounds, Property property) {
        for (long seed = SEED; seed < SEED + rounds; seed++) {
            try {
                property.check(new Fuzz(seed));
            } catch (Exception | Error e) {
                throw new AssertionError("repeat it with -Ddrover.fuzz.rounds=1 -Ddrover.fuzz.seed=" + seed, e);
            }
        }
    }

    public Random random() {
        return random;
    }

    /** From 0 to below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Pieces that mean something to some parser, in any order. */
    public String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(pieces + 1); left > 0; left--) {
            text.append(oneOf(PIECES));
        }
        return text.toString();
    }

    /** The text with a few things cut out, put in, repeated or moved. */
    public String spoilt(String text) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(spoilt.length() + 1);
            int to = Math.min(spoilt.length(), from + random.nextInt(12));
            String part = spoilt.substring(from, to);
            switch (random.nextInt(4)) {
                case 0 -> spoilt.delete(from, to);
                case 1 -> spoilt.insert(from, oneOf(PIECES));
                case 2 -> spoilt.insert(random.nextInt(spoilt.length() + 1), part);
                default -> spoilt.replace(from, to, oneOf(PIECES));
            }
        }
        return spoilt.toString();
    }

    /** The bytes with a few of them changed. */
    public byte[] spoilt(byte[] bytes) {
        byte[] spoilt = bytes.clone();
        for (int changes = random.nextInt(4); changes > 0 && spoilt.length > 0; changes--) {
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
        }
        return spoilt;
    }

    /** A JSON value of that depth at most, as text that differs in no digit and no order when it is read and written. */
    public String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> oneOf(List.of("null", "true", "false"));
            case 1 ->
                oneOf(List.of(
                        "0",
                        "-0",
                        "12",
                        "1.50",
                        "-0.0",
                        "1E5",
                        "1e-7",
                        "123456789012345678901234567890",
                        "0.10000000000000001"));
            case 2, 3, 4 -> jsonString();
            case 5 -> "[" + String.join(",", values(depth)) + "]";
            default -> jsonObject(depth);
        };
    }

    /** A JSON object of that depth at most. */
    public String jsonObject(int depth) {
        List<String> members = new ArrayList<>();
        for (String value : values(depth)) {
            members.add(jsonString() + ":" + value);
        }
        return "{" + String.join(",", members) + "}";
    }

    private List<String> values(int depth) {
        List<String> values = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            values.add(json(depth - 1));
        }
        return values;
    }

    private String jsonString() {
        return '"'
                + oneOf(List.of("", "a", "id", "x y", "é", "日本", "😀", "\\\"", "\\\\", "\\n", "/", "\\u0001", "0"))
                + '"';
    }
}
