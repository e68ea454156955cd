package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of an error file: the record as it was, and what happened to it. */
sealed interface ErrorRow {
    String RECORD = "_record";
    String STATUS = "_http_status";
    String CLASS = "_class";
    String MESSAGE = "_message";

    /** Where in the file it begins. */
    long at();

    /** The record's own values by their names. */
    Map<String, String> fields();

    /** What was appended to the record, by its columns. */
    Map<String, String> appended();

    /** What was appended in one column; empty when the file has no such column. */
    String of(String column);

    /** Equal for rows of the same status, class and message, and for no others; to be asked for of very many rows. */
    Object words();

    /** The same as a number; 0 when it is none. */
    default long number(String column) {
        String text = of(column);
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 17) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** What the answer said of the record: the values of the parse path map. */
    default Map<String, String> answer() {
        Map<String, String> answer = new LinkedHashMap<>();
        boolean[] within = new boolean[1];
        appended().forEach((name, value) -> {
            if (name.equals(CLASS)) {
                within[0] = false;
            } else if (within[0]) {
                answer.put(name, value);
            }
            within[0] |= name.equals(STATUS);
        });
        return answer;
    }

    /** The columns of a CSV file. Those from the last {@code _record} on are ours. */
    final class Columns {
        private static final String BYTE_ORDER_MARK = "\uFEFF";

        private final Charset charset;
        private final List<String> names = new ArrayList<>();
        private final Map<String, Integer> ours = new HashMap<>();
        private final int firstOfOurs;

        /**
         * Reads the header.
         *
         * @param cells where in it its cells begin
         */
        Columns(byte[] header, int[] cells, Charset charset) {
            this.charset = charset;
            for (int i = 0; i < cells.length; i++) {
                names.add(cell(header, cells, i).replace(BYTE_ORDER_MARK, ""));
            }
            int record = names.lastIndexOf(RECORD);
            firstOfOurs = record < 0 ? names.size() : record;
            for (int i = firstOfOurs; i < names.size(); i++) {
                ours.put(names.get(i), i);
            }
        }

        List<String> ofSource() {
            return List.copyOf(names.subList(0, firstOfOurs));
        }

        private static int end(byte[] row, int[] cells, int index) {
            return index + 1 < cells.length ? cells[index + 1] : row.length;
        }

        private String cell(byte[] row, int[] cells, int index) {
            boolean inner = index + 1 < cells.length;
            int end = end(row, cells, index);
            String text = new String(row, cells[index], end - cells[index], charset);
            if (inner) {
                text = text.substring(0, text.length() - 1);
            } else if (text.endsWith("\n")) {
                text = text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
            }
            return text.startsWith("\"") ? unquoted(text) : text;
        }

        private static String unquoted(String text) {
            StringBuilder plain = new StringBuilder(text.length());
            boolean quoted = true;
            for (int i = 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != '"' || !quoted) {
                    plain.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    plain.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            }
            return plain.toString();
        }
    }

    /**
     * A row of CSV. Its cells are read when they are asked for: most are not.
     *
     * @param raw as it stands in the file
     * @param cells where in it its cells begin
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Csv(long at, byte[] raw, int[] cells, Columns columns) implements ErrorRow {
        @Override
        public Map<String, String> fields() {
            return values(0, columns.firstOfOurs);
        }

        @Override
        public Map<String, String> appended() {
            return values(columns.firstOfOurs, columns.names.size());
        }

        private Map<String, String> values(int from, int to) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = from; i < Math.min(to, cells.length); i++) {
                values.put(columns.names.get(i), columns.cell(raw, cells, i));
            }
            return values;
        }

        @Override
        public String of(String column) {
            int index = index(column);
            return index < cells.length ? columns.cell(raw, cells, index) : "";
        }

        private int index(String column) {
            return columns.ours.getOrDefault(column, cells.length);
        }

        /** As they stand there, undecoded: with what separates or ends them, and in their quotes. */
        @Override
        public Object words() {
            byte[] words = new byte[length(STATUS) + length(CLASS) + length(MESSAGE)];
            int status = copy(STATUS, words, 0);
            copy(MESSAGE, words, copy(CLASS, words, status));
            return ByteBuffer.wrap(words);
        }

        private int length(String column) {
            int index = index(column);
            return index < cells.length ? Columns.end(raw, cells, index) - cells[index] : 0;
        }

        private int copy(String column, byte[] to, int at) {
            int length = length(column);
            if (length > 0) {
                System.arraycopy(raw, cells[index(column)], to, at, length);
            }
            return at + length;
        }
    }

    /** A line of JSON. What was appended begins at {@code _record}. */
    record Json(long at, Map<String, String> fields, Map<String, String> appended) implements ErrorRow {
        static Json of(long at, JsonNode object) {
            Map<String, String> fields = new LinkedHashMap<>();
            Map<String, String> appended = new LinkedHashMap<>();
            object.properties().forEach(field -> {
                boolean ours = !appended.isEmpty() || field.getKey().equals(RECORD);
                JsonNode value = field.getValue();
                (ours ? appended : fields)
                        .put(field.getKey(), value.isContainerNode() ? value.toString() : value.asText(""));
            });
            return new Json(at, fields, appended);
        }

        @Override
        public String of(String column) {
            return appended.getOrDefault(column, "");
        }

        @Override
        public Object words() {
            return List.of(of(STATUS), of(CLASS), of(MESSAGE));
        }
    }
}
