package io.drover.schema;

import io.drover.batch.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers as a source writes them, and JSON has them: digit for digit, without thousands separators, leading zeros and
 * plus sign.
 *
 * @param decimal the character before the fraction
 * @param thousands the character between groups of three digits; {@link #NONE} for none, a space stands for the
 *     no-break spaces too
 */
record NumberText(char decimal, char thousands) {
    static final char NONE = 0;
    static final NumberText PLAIN = new NumberText('.', NONE);

    /** No index: there is no such number. */
    private static final int NO = -1;

    private static final List<byte[]> NO_BREAK_SPACES =
            List.of("\u00a0".getBytes(StandardCharsets.UTF_8), "\u202f".getBytes(StandardCharsets.UTF_8));

    /** Appends an integer; false when it is none, and then what was appended doesn't count. */
    boolean appendInteger(byte[] text, int from, int end, Bytes to) {
        int first = afterSign(text, from, end);
        int before = to.length();
        int after = appendWhole(text, first, end, to);
        boolean whole = after == end && to.length() > before;
        if (whole && text[from] == '-' && to.array()[before] != '0') {
            byte[] digits = Arrays.copyOfRange(to.array(), before, to.length());
            to.truncate(before);
            to.append('-').append(digits);
        }
        return whole;
    }

    /** Appends a number with or without fraction and exponent; false as above. */
    boolean appendDecimal(byte[] text, int from, int end, Bytes to) {
        int first = afterSign(text, from, end);
        if (text[from] == '-') {
            to.append('-');
        }
        int whole = to.length();
        int at = appendWhole(text, first, end, to);
        boolean any = to.length() > whole;
        if (at != NO && at < end && text[at] == decimal) {
            int after = afterDigits(text, at + 1, end);
            if (!any && after > at + 1) {
                to.append('0');
            }
            if (after > at + 1) {
                to.append('.').append(text, at + 1, after - at - 1);
                any = true;
            }
            at = after;
        }
        return any && at != NO && appendExponent(text, at, end, to) == end;
    }

    private static int afterSign(byte[] text, int from, int end) {
        return from < end && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    }

    private static int afterDigits(byte[] text, int from, int end) {
        int at = from;
        while (at < end && isDigit(text[at])) {
            at++;
        }
        return at;
    }

    /** Appends the digits before the fraction; the index after them, or {@link #NO} for separators that stand wrong. */
    private int appendWhole(byte[] text, int from, int end, Bytes to) {
        int after = afterDigits(text, from, end);
        if (thousands == NONE || after == from || separator(text, after, end) == 0) {
            appendDigits(text, from, after, to);
            return after;
        }
        return after - from > 3 ? NO : appendGroups(text, from, after, end, to);
    }

    private int appendGroups(byte[] text, int from, int afterFirst, int end, Bytes to) {
        Bytes digits = new Bytes(end - from).append(text, from, afterFirst - from);
        int at = afterFirst;
        for (int width = separator(text, at, end); width > 0; width = separator(text, at, end)) {
            int group = at + width;
            at = afterDigits(text, group, end);
            if (at - group != 3) {
                return NO;
            }
            digits.append(text, group, 3);
        }
        appendDigits(digits.array(), 0, digits.length(), to);
        return at;
    }

    /** How many bytes the thousands separator at an index has; 0 when none stands there. */
    private int separator(byte[] text, int at, int end) {
        if (at < end && text[at] == (byte) thousands) {
            return 1;
        }
        if (thousands == ' ') {
            for (byte[] space : NO_BREAK_SPACES) {
                int after = at + space.length;
                if (after <= end && Arrays.equals(text, at, after, space, 0, space.length)) {
                    return space.length;
                }
            }
        }
        return 0;
    }

    private static void appendDigits(byte[] text, int from, int end, Bytes to) {
        int at = from;
        while (at < end - 1 && text[at] == '0') {
            at++;
        }
        to.append(text, at, end - at);
    }

    private static int appendExponent(byte[] text, int from, int end, Bytes to) {
        if (from == end || (text[from] != 'e' && text[from] != 'E')) {
            return from;
        }
        int first = afterSign(text, from + 1, end);
        int after = afterDigits(text, first, end);
        to.append(text, from, after - from);
        return after == first ? NO : after;
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }
}
