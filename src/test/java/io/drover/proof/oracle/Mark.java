package io.drover.proof.oracle;

import java.util.List;

/**
 * The end of a process, told to the oracle once it was dead.
 *
 * @param lastConnection the last one it can have opened
 * @param what ended it
 */
public record Mark(long millis, int lastConnection, String what) {
    static final String MARK = "mark";

    /** Begins what is said of a process that stood still for a while before its end. */
    public static final String FROZEN = "FREEZE";

    public String line() {
        return String.join("\t", MARK, Long.toString(millis), Integer.toString(lastConnection), what);
    }

    static Mark parse(List<String> cells) {
        return new Mark(Long.parseLong(cells.get(1)), Integer.parseInt(cells.get(2)), cells.get(3));
    }
}
