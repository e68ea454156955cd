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
     */
    record Position() implements Correlation {}

    /**
     * By value, compared as text: 123 equals "123". An element that is itself the value is {@code $}.
     *
     * @param requestField a top-level field of the record's JSON object
     * @param responsePath a JSONPath within the element, e.g. {@code $.id}
     */
    record Field(String requestField, String responsePath) implements Correlation {}

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
