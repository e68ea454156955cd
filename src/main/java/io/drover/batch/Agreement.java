package io.drover.batch;

import java.util.Arrays;
import java.util.List;

/**
 * The fields in which all groups of a batch agree, because the request can name only one value of each. Values are
 * compared as they are written; a field that is missing differs from every value. Not thread-safe.
 */
final class Agreement {
    private final List<String> fields;
    private final FieldScan last;
    private byte[][] agreed = {};

    Agreement(List<String> fields) {
        this.fields = List.copyOf(fields);
        this.last = new FieldScan(fields);
    }

    /** Whether the group added last agrees with those before it; the first one says what they agree in. */
    boolean holds(Records records) {
        if (fields.isEmpty()) {
            return true;
        }
        int index = records.count() - 1;
        byte[] json = records.json.array();
        last.scan(json, records.jsonStart(index));
        if (index == 0) {
            agreed = new byte[fields.size()][];
            Arrays.setAll(agreed, field -> Arrays.copyOfRange(json, last.from(field), last.end(field)));
            return true;
        }
        for (int field = 0; field < agreed.length; field++) {
            byte[] value = agreed[field];
            if (!Arrays.equals(value, 0, value.length, json, last.from(field), last.end(field))) {
                return false;
            }
        }
        return true;
    }
}
