package io.drover.schema;

import io.drover.batch.Cell;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one value of a sample looks like. */
enum ValueKind {
    INTEGER,
    DECIMAL,
    LEADING_ZERO,
    /** More digits than programs that read numbers as doubles can hold. */
    LONG_NUMBER,
    COMMA_NUMBER,
    BOOLEAN,
    DATE,
    DOTTED_DATE,
    DAY_FIRST_DATE,
    MONTH_FIRST_DATE,
    AMBIGUOUS_DATE,
    TIME,
    TIME_WITH_SPACE,
    JSON,
    TEXT;

    private static final int MOST_DIGITS = 15;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    private static final Pattern COMMAS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})*,\\d+|-?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.\\d{4}");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/\\d{4}");
    private static final Pattern SPACED = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");

    /** Of a value that is not empty, in a source whose values have no types. */
    static ValueKind of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return BOOLEAN;
        }
        if (NUMBER.matcher(text).matches()) {
            return ofNumber(text);
        }
        return COMMAS.matcher(text).matches() ? COMMA_NUMBER : ofTime(text);
    }

    /** Of a JSON value that is not empty. */
    static ValueKind ofJson(Cell.Kind kind, String text) {
        return switch (kind) {
            case NUMBER -> text.matches("-?\\d+") ? INTEGER : DECIMAL;
            case BOOLEAN -> BOOLEAN;
            case JSON -> JSON;
            default -> ofTime(text);
        };
    }

    private static ValueKind ofNumber(String text) {
        if (text.matches("-?0\\d.*")) {
            return LEADING_ZERO;
        }
        if (text.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
            return LONG_NUMBER;
        }
        return text.matches("-?\\d+") ? INTEGER : DECIMAL;
    }

    private static ValueKind ofTime(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (IsoTime.isDate(utf8, 0, utf8.length)) {
            return DATE;
        }
        if (IsoTime.dateTime(utf8, 0, utf8.length) != IsoTime.Reading.NO_TIME) {
            return TIME;
        }
        boolean spaced = SPACED.matcher(text).matches();
        byte[] joined = text.replace(' ', 'T').getBytes(StandardCharsets.UTF_8);
        if (spaced && IsoTime.dateTime(joined, 0, joined.length) != IsoTime.Reading.NO_TIME) {
            return TIME_WITH_SPACE;
        }
        Matcher dotted = DOTTED.matcher(text);
        if (dotted.matches()) {
            return isDayAndMonth(dotted, 1, 2) ? DOTTED_DATE : TEXT;
        }
        Matcher slashed = SLASHED.matcher(text);
        return slashed.matches() ? ofSlashed(slashed) : TEXT;
    }

    private static ValueKind ofSlashed(Matcher parts) {
        boolean dayFirst = isDayAndMonth(parts, 1, 2);
        boolean monthFirst = isDayAndMonth(parts, 2, 1);
        if (dayFirst && monthFirst) {
            return AMBIGUOUS_DATE;
        }
        return dayFirst ? DAY_FIRST_DATE : monthFirst ? MONTH_FIRST_DATE : TEXT;
    }

    private static boolean isDayAndMonth(Matcher parts, int day, int month) {
        int dayNumber = Integer.parseInt(parts.group(day));
        int monthNumber = Integer.parseInt(parts.group(month));
        return dayNumber >= 1 && dayNumber <= 31 && monthNumber >= 1 && monthNumber <= 12;
    }
}
