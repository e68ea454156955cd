package io.drover.schema;

import io.drover.batch.Cell;
import io.drover.batch.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What else is asked of a value than its type.
 *
 * @param allowed the only values; none: any
 * @param maxLength in characters; 0: no limit
 * @param pattern that the whole text has
 */
record ValueRules(List<String> allowed, int maxLength, Optional<TextPattern> pattern) {
    static final ValueRules NONE = new ValueRules(List.of(), 0, Optional.empty());

    private static final int SHOWN = 10;

    ValueRules {
        allowed = List.copyOf(allowed);
    }

    boolean isNone() {
        return allowed.isEmpty() && maxLength == 0 && pattern.isEmpty();
    }

    /** Every rule that the value breaks. */
    List<String> broken(Cell cell) {
        List<String> broken = new ArrayList<>(0);
        if (maxLength > 0 && characters(cell) > maxLength) {
            broken.add("must have at most " + maxLength + " characters");
        }
        if (!allowed.isEmpty() && !allowed.contains(cell.text())) {
            broken.add("must be one of " + shown());
        }
        pattern.flatMap(each -> broken(each, cell.text())).ifPresent(broken::add);
        return broken;
    }

    private static Optional<String> broken(TextPattern pattern, String text) {
        return switch (pattern.whole(text)) {
            case FITS -> Optional.empty();
            case DOES_NOT_FIT -> Optional.of("must have the pattern " + pattern);
            case TOO_LONG ->
                Optional.of(
                        "must have at most " + TextPattern.MAX_LENGTH + " characters to be compared with a pattern");
            case TOO_MANY_STEPS ->
                Optional.of("can't be compared with the pattern " + pattern + ", which takes too many steps");
        };
    }

    private String shown() {
        String some = String.join(", ", allowed.subList(0, Math.min(SHOWN, allowed.size())));
        return allowed.size() > SHOWN ? some + " and " + (allowed.size() - SHOWN) + " more" : some;
    }

    private static int characters(Cell cell) {
        int characters = 0;
        for (int at = cell.from(); at < cell.end(); at++) {
            // Every byte but those that go on with a character.
            characters += (cell.bytes()[at] & 0xC0) == 0x80 ? 0 : 1;
        }
        return characters;
    }
}
