package io.drover.schema;

import io.drover.batch.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * What else is asked of a value than its type.
 *
 * @param allowed the only values; none: any
 * @param maxLength in characters; 0: no limit
 * @param pattern that the whole text has; {@link TextPattern#ANY} for none
 */
record ValueRules(List<String> allowed, int maxLength, TextPattern pattern) {
    static final ValueRules NONE = new ValueRules(List.of(), 0, TextPattern.ANY);

    private static final int SHOWN = 10;

    ValueRules {
        allowed = List.copyOf(allowed);
    }

    boolean isNone() {
        return allowed.isEmpty() && maxLength == 0 && pattern == TextPattern.ANY;
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
        if (pattern != TextPattern.ANY) {
            pattern.broken(cell.text()).ifPresent(broken::add);
        }
        return broken;
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
