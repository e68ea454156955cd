package io.drover.response;

import java.util.List;
import java.util.regex.Pattern;

/** The hints of the rules, compiled. */
final class HintTable {
    private static final int MAX_COMPARED = 10_000;

    private final List<Entry> entries;

    HintTable(List<ResponseRules.Hint> hints) {
        entries = hints.stream()
                .map(hint -> new Entry(hint.code(), Pattern.compile(hint.message()), hint.text()))
                .toList();
    }

    private record Entry(String code, Pattern message, String text) {}

    /** The first hint for such a failure; empty when there is none. */
    String hint(String code, String message) {
        String compared = message.length() <= MAX_COMPARED ? message : message.substring(0, MAX_COMPARED);
        for (Entry entry : entries) {
            if ((entry.code().isEmpty() || entry.code().equals(code))
                    && entry.message().matcher(compared).find()) {
                return entry.text();
            }
        }
        return "";
    }
}
