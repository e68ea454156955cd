package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.Cells;
import io.drover.batch.Violation;
import java.util.ArrayList;
import java.util.List;

/** One object being written: the records it is made of, where it goes, and what is wrong with it so far. */
final class Writing {
    private static final int LONGEST_VALUE = 100;

    private final Cell cell = new Cell();
    private final List<Violation> violations = new ArrayList<>();
    private List<? extends Cells> group = List.of();
    private Bytes to = new Bytes(0);
    private int row;

    void begin(List<? extends Cells> records, Bytes object) {
        group = records;
        to = object;
        row = 0;
        violations.clear();
    }

    int rows() {
        return group.size();
    }

    int row() {
        return row;
    }

    /** Fields are filled from this record of the group from now on. */
    void turnTo(int record) {
        row = record;
    }

    Bytes to() {
        return to;
    }

    /** The value in a column of the record at hand; the same cell each time. */
    Cell read(int column) {
        group.get(row).read(column, cell);
        return cell;
    }

    Cell cell() {
        return cell;
    }

    void violated(String label, String rule, Cell by) {
        String value = by.text();
        String shown = value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
        violations.add(new Violation(row, label, rule, shown));
    }

    boolean hasViolations() {
        return !violations.isEmpty();
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
