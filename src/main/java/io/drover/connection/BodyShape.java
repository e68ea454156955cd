package io.drover.connection;

import java.util.List;

/** What a request's body looks like. */
public sealed interface BodyShape {
    /** What a connection has that names no shape of its own. */
    static BodyShape of(boolean bulkSupport) {
        return bulkSupport ? new Array() : new OneObject();
    }

    /** A JSON array of the batch's objects. */
    record Array() implements BodyShape {}

    /**
     * A JSON object that holds, under a name or a path of names, the array, or without bulk support the one object.
     *
     * @param path from the outermost name to the innermost
     */
    record Wrapped(List<String> path) implements BodyShape {
        public Wrapped {
            path = List.copyOf(path);
            if (path.isEmpty() || path.contains("")) {
                throw new IllegalArgumentException("a wrapped body has at least one name, and none of them is empty");
            }
        }
    }

    /** The JSON object of the batch's one record. */
    record OneObject() implements BodyShape {}

    /** JSON Lines: each object on a line of its own, the last one ended like the others. */
    record Lines() implements BodyShape {}

    /** The fields of the batch's one record, as a browser sends a form. */
    record Form() implements BodyShape {}
}
