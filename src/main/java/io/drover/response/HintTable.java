package io.drover.response;

import io.drover.batch.TextPattern;
import java.util.List;
import java.util.regex.Pattern;

/** The hints of the rules, compiled. */
final class HintTable {
    private final List<Entry> entries;

    HintTable(List<ResponseRules.Hint> hints) {
        entries = hints.stream()
                .map(hint -> new Entry(hint.code(), new TextPattern(Pattern.compile(hint.message())), hint.text()))
                .toList();
    }

    private record Entry(String code, TextPattern message, String text) {}

    /** The first hint for such a failure; empty when there is none. */
    String hint(String code, String message) {
        for (Entry entry : entries) {
            if ((entry.code().isEmpty() || entry.code().equals(code))
                    && entry.message().isIn(message)) {
                return entry.text();
            }
        }
        return "";
    }
}
