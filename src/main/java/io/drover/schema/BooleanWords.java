package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import java.util.List;
import java.util.Locale;

/**
 * The words that mean true and false in a source, whatever their case.
 *
 * @param trueWords in lower case
 * @param falseWords in lower case
 */
record BooleanWords(List<String> trueWords, List<String> falseWords) implements Conversion {
    static final BooleanWords PLAIN = new BooleanWords(List.of("true"), List.of("false"));

    BooleanWords {
        trueWords = lower(trueWords);
        falseWords = lower(falseWords);
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public String append(Cell cell, Bytes to) {
        if (cell.kind() == Cell.Kind.BOOLEAN) {
            cell.appendTo(to);
            return DONE;
        }
        String word = cell.text().toLowerCase(Locale.ROOT);
        if (trueWords.contains(word)) {
            to.append("true");
            return DONE;
        }
        if (falseWords.contains(word)) {
            to.append("false");
            return DONE;
        }
        return "must be " + String.join(" or ", trueWords) + " for true, " + String.join(" or ", falseWords)
                + " for false";
    }
}
