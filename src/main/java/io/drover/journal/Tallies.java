package io.drover.journal;

import io.drover.batch.ErrorClass;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Failures by class as one column: {@code http=3,response=2}. */
final class Tallies {
    private Tallies() {}

    static String text(Map<ErrorClass, Long> failed) {
        StringJoiner text = new StringJoiner(",");
        failed.forEach((errorClass, count) -> text.add(errorClass.word() + "=" + count));
        return text.toString();
    }

    static Map<ErrorClass, Long> parse(String text) {
        Map<ErrorClass, Long> failed = new EnumMap<>(ErrorClass.class);
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            failed.put(
                    ErrorClass.valueOf(part.substring(0, equals).toUpperCase(Locale.ROOT)),
                    Long.parseLong(part.substring(equals + 1)));
        }
        return failed;
    }
}
