package io.drover.batch;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How sort headers order values: empty ones first, then numbers by their value, then other text by its characters. Not
 * thread-safe.
 */
final class SortOrder {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
    private static final int LONGEST_NUMBER = 100;

    private final Cell left = new Cell();
    private final Cell right = new Cell();

    int compare(Cells one, Cells other, int column) {
        one.read(column, left);
        other.read(column, right);
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(right.isEmpty(), left.isEmpty());
        }
        String first = left.text();
        String second = right.text();
        boolean number = isNumber(first);
        if (number != isNumber(second)) {
            return number ? -1 : 1;
        }
        return number ? new BigDecimal(first).compareTo(new BigDecimal(second)) : first.compareTo(second);
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }
}
