package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of a CSV source. In an error file that Drover wrote, the columns from {@code _record} on are Drover's own.
 * In a success file what the API gave stands behind them; those columns are the source's, so that ids can feed the next
 * load.
 *
 * @param columns the source's own columns
 * @param text the source's own header cells as they stand there
 * @param before how many columns stand before Drover's own
 * @param width how many cells a row has, Drover's own included
 * @param classCell index of Drover's {@code _class} cell, -1 without one
 * @param messageCell index of Drover's {@code _message} cell, -1 without one
 */
record CsvHeader(List<String> columns, String text, int before, int width, int classCell, int messageCell) {
    static final List<String> OWN_RUN = List.of("_record", "_line", "_batch", "_attempts", "_http_status");

    /** The last column of a success file whose answers were read for warnings. */
    static final String WARNINGS = "_warnings";

    CsvHeader {
        columns = List.copyOf(columns);
    }

    /** The header of a file without a single line. */
    static CsvHeader none() {
        return new CsvHeader(List.of(), "", 0, 0, -1, -1);
    }

    /** Reads the record the cells stand at. */
    static CsvHeader of(CsvCells cells) throws UnreadableSourceException {
        byte[] bytes = cells.window().bytes();
        int from = cells.start(0);
        int end = cells.recordEnd();
        int invalid = Utf8.firstInvalid(bytes, from, end);
        if (invalid >= 0) {
            throw new UnreadableSourceException("the header is not UTF-8 at byte "
                    + cells.window().offset(invalid) + "; set the file's charset (drover.loads.NAME.charset)");
        }
        for (int at = from; at < end; at++) {
            if (bytes[at] == 0) {
                throw new UnreadableSourceException("the header holds a NUL byte at byte "
                        + cells.window().offset(at)
                        + ", so this is no text in the load's charset; set it (drover.loads.NAME.charset)");
            }
        }
        List<String> names = new ArrayList<>();
        for (int cell = 0; cell < cells.count(); cell++) {
            names.add(CsvValues.text(cells, cell));
        }
        int own = java.util.Collections.indexOfSubList(names, OWN_RUN);
        int before = own < 0 ? names.size() : own;
        List<String> columns = new ArrayList<>(names.subList(0, before));
        checkNames(columns);
        int classCell = ownCell(names, own, "_class");
        int messageCell = ownCell(names, own, "_message");
        if (own >= 0 && classCell < 0 && messageCell < 0) {
            given(names.subList(own + OWN_RUN.size(), names.size()), columns);
        }
        Bytes text = new Bytes(256);
        appendText(text, cells, before, columns.size());
        return new CsvHeader(columns, text.toString(), before, names.size(), classCell, messageCell);
    }

    /** What the API gave, up to the first name that can't be a column of its own. */
    private static void given(List<String> names, List<String> columns) {
        for (String name : names) {
            if (name.isEmpty() || name.equals(WARNINGS) || columns.contains(name)) {
                return;
            }
            columns.add(name);
        }
    }

    /** The source's own cells of the row that the cells stand at, as they stand there. */
    void appendText(Bytes to, CsvCells cells) {
        appendText(to, cells, before, columns.size());
    }

    private static void appendText(Bytes to, CsvCells cells, int before, int columns) {
        byte[] bytes = cells.window().bytes();
        int from = cells.start(0);
        to.append(bytes, from, cells.ends()[before - 1] - from);
        if (columns > before) {
            // With the delimiter before it.
            int behind = cells.ends()[before + OWN_RUN.size() - 1];
            to.append(bytes, behind, cells.ends()[columns + OWN_RUN.size() - 1] - behind);
        }
    }

    /** Whether some columns stand behind Drover's own. */
    boolean isParted() {
        return columns.size() > before;
    }

    /** The cell that a column of the source stands in. */
    int cell(int column) {
        return column < before ? column : column + OWN_RUN.size();
    }

    private static int ownCell(List<String> names, int own, String name) {
        int found = names.lastIndexOf(name);
        return own >= 0 && found > own ? found : -1;
    }

    private static void checkNames(List<String> columns) throws UnreadableSourceException {
        if (columns.isEmpty()) {
            throw new UnreadableSourceException("the header has no column before _record; a source needs at least one");
        }
        Set<String> known = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (name.isEmpty()) {
                throw new UnreadableSourceException("the header's column " + (i + 1)
                        + " has no name; every column needs its own, correct the first line of the file");
            }
            if (!known.add(name)) {
                throw new UnreadableSourceException("the header has the column '" + name
                        + "' twice; names must differ, correct the first line of the file");
            }
        }
    }

    /** What stands before each value in a JSON object: the brace or comma, the name, and the value's first quote. */
    byte[][] keys() {
        byte[][] keys = new byte[columns.size()][];
        for (int i = 0; i < keys.length; i++) {
            Bytes key = new Bytes(32).append(i == 0 ? "{\"" : "\",\"");
            JsonText.append(key, columns.get(i));
            keys[i] = key.append("\":\"").toByteArray();
        }
        return keys;
    }
}
