package io.drover.route;

import java.util.LinkedHashMap;
import java.util.Map;

/** The body of transform-record: a record's fields in their order. */
public final class RecordMap extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1;

    RecordMap(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Gives a field another name; its place and its value stay. Simple's own ways would turn the text {@code null} into
     * no value. Without such a field nothing happens.
     */
    public void rename(String from, String to) {
        if (!containsKey(from) || from.equals(to)) {
            return;
        }
        remove(to);
        Map<String, Object> fields = new LinkedHashMap<>(this);
        clear();
        fields.forEach((name, value) -> put(name.equals(from) ? to : name, value));
    }
}
