package io.drover.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions of expressions. Each makes a text of texts; characters are counted from 0. */
enum TextFunction {
    TRIM(1, 1),
    LOWER(1, 1),
    UPPER(1, 1),
    /** From a character on, or up to another; what lies beyond the text's end is left out. */
    SUBSTRING(2, 3),
    /** Every occurrence of a text by another. */
    REPLACE(3, 3),
    CONCAT(1, 20),
    /** The first that is not empty. */
    COALESCE(1, 20),
    /** Nothing but the digits 0 to 9. */
    DIGITS(1, 1),
    /** Made as long as a number says by a text on the left. */
    PADLEFT(3, 3);

    private static final int MAX_PADDING = 1000;

    private final int least;
    private final int most;

    TextFunction(int least, int most) {
        this.least = least;
        this.most = most;
    }

    static Optional<TextFunction> of(String word) {
        return Stream.of(values())
                .filter(function -> function.word().equals(word))
                .findFirst();
    }

    static String words() {
        return String.join(", ", Stream.of(values()).map(TextFunction::word).toList());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    String takes() {
        String some = least == most ? "" + least : most == 20 ? "at least " + least : least + " or " + most;
        return some + (some.equals("1") ? " argument" : " arguments");
    }

    /** Which of its arguments must be written as a whole number, and not come from a record. */
    boolean isCount(int argument) {
        return (this == SUBSTRING && argument > 0) || (this == PADLEFT && argument == 1);
    }

    String of(List<String> arguments) {
        String first = arguments.get(0);
        return switch (this) {
            case TRIM -> first.strip();
            case LOWER -> first.toLowerCase(Locale.ROOT);
            case UPPER -> first.toUpperCase(Locale.ROOT);
            case SUBSTRING -> substring(arguments);
            case REPLACE -> first.replace(arguments.get(1), arguments.get(2));
            case CONCAT -> String.join("", arguments);
            case COALESCE ->
                arguments.stream().filter(text -> !text.isEmpty()).findFirst().orElse("");
            case DIGITS -> first.replaceAll("[^0-9]", "");
            case PADLEFT -> padLeft(arguments);
        };
    }

    private static String substring(List<String> texts) {
        String text = texts.get(0);
        int length = text.codePointCount(0, text.length());
        int from = Math.min(length, Integer.parseInt(texts.get(1)));
        int end = texts.size() < 3 ? length : Math.min(length, Integer.parseInt(texts.get(2)));
        return end <= from ? "" : text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, end));
    }

    private static String padLeft(List<String> texts) {
        String text = texts.get(0);
        int missing = Math.min(MAX_PADDING, Integer.parseInt(texts.get(1))) - text.codePointCount(0, text.length());
        return missing <= 0 ? text : texts.get(2).repeat(missing) + text;
    }
}
