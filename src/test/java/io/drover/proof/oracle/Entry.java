package io.drover.proof.oracle;

import java.util.List;

/**
 * A line of the oracle's log. It is written before the answer goes out, so what was said is never missing from it.
 *
 * @param millis since 1970
 * @param connection counts connections from 1; those of a process are all opened before the mark of its end
 * @param bodySha256 of exactly the bytes that came
 * @param loaded what the answer says is loaded, where it goes out whole and can be read
 * @param failed what it says has failed, likewise
 */
public record Entry(
        long millis,
        int connection,
        String key,
        String bodySha256,
        Ids ids,
        Fault fault,
        Ids loaded,
        Ids failed,
        Effect effect) {

    /** What a request did at the destination. */
    public enum Effect {
        NONE,
        FIRST,
        /** Its key had had its effect before. */
        KNOWN
    }

    static final String REQUEST = "request";

    public String line() {
        return String.join(
                "\t",
                REQUEST,
                Long.toString(millis),
                Integer.toString(connection),
                key,
                bodySha256,
                ids.toString(),
                fault.name(),
                loaded.toString(),
                failed.toString(),
                effect.name());
    }

    static Entry parse(List<String> cells) {
        return new Entry(
                Long.parseLong(cells.get(1)),
                Integer.parseInt(cells.get(2)),
                cells.get(3),
                cells.get(4),
                Ids.parse(cells.get(5)),
                Fault.valueOf(cells.get(6)),
                Ids.parse(cells.get(7)),
                Ids.parse(cells.get(8)),
                Effect.valueOf(cells.get(9)));
    }
}
