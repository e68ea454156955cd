package io.drover.response;

/** How an element of the answer finds its record: the {@code correlate} setting. */
public sealed interface Correlation {
    /**
     * By a field that request and answer share: every element has it, with values that are all different and all found
     * among the batch's, which are different too; identifiers ({@code id}, {@code external_id} …) are looked at first.
     * By position only where a single list is as long as the batch and no shared identifier says otherwise.
     */
    record Auto() implements Correlation {}

    /**
     * The n-th element belongs to the n-th record. Where several lists have elements, each must be as long as the batch:
     * a list of the failed and a list of the others hold no positions.
     *
     * @param exact a list that is shorter or longer than the batch names nobody: what is missing may be missing from
     *     its middle
     */
    record Position(boolean exact) implements Correlation {
        /** The positions of a shorter list count too. */
        public Position() {
            this(false);
        }
    }

    /**
     * By value, compared as text: 123 equals "123". An element that is itself the value is {@code $}.
     *
     * @param requestField a top-level field of the record's JSON object
     * @param responsePath a JSONPath within the element, e.g. {@code $.id}
     */
    record Field(String requestField, String responsePath) implements Correlation {}

    /**
     * By values, each of which names a record: an element may hold a list of them.
     *
     * @param requestField a top-level field of the record's JSON object, or a JSONPath in it
     * @param responsePath a JSONPath within the element
     * @param foldCase upper and lower case are the same
     */
    record Named(String requestField, String responsePath, boolean foldCase) implements Correlation {}

    /**
     * By the number of the record in the request.
     *
     * @param first the number of the first record
     */
    record Index(String responsePath, int first) implements Correlation {}

    /** By the number in a JSON pointer or path, like {@code #/3/email}, {@code /data/3} or {@code data[3].email}. */
    record Pointer(String responsePath) implements Correlation {}

    /**
     * By the name under which the element stands in an object.
     *
     * @param requestField the field that has this name as its value; empty: the name is the record's index from 0
     */
    record MapKey(String requestField) implements Correlation {}

    /**
     * Reads the setting: {@code auto}, {@code position} or {@code field:REQUEST_FIELD=RESPONSE_PATH}.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    static Correlation parse(String text) {
        String setting = text.strip();
        if (setting.equals("auto")) {
            return new Auto();
        }
        if (setting.equals("position")) {
            return new Position();
        }
        int equals = setting.indexOf("=$");
        if (setting.startsWith("field:") && equals > 0) {
            String requestField = setting.substring("field:".length(), equals).strip();
            if (!requestField.isEmpty()) {
                return new Field(requestField, setting.substring(equals + 1));
            }
        }
        throw new IllegalArgumentException("correlate must be auto, position or field:REQUEST_FIELD=RESPONSE_PATH"
                + " (e.g. field:external_id=$.id), but was '" + setting + "' (connection setting correlate)");
    }
}
