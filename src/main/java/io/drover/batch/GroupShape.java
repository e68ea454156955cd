package io.drover.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a group looks like where no schema says it: the Group By columns as fields, and an object with all the others for
 * each record in the sub-array {@code records}.
 */
public final class GroupShape implements Shaper {
    private static final String WHOLE = "$";

    private final List<String> groupBy;
    private final List<String> columns = new ArrayList<>();
    private final Cell cell = new Cell();

    /** The shape for a source of that kind. */
    public GroupShape(List<String> groupBy, SourceShape source) {
        this.groupBy = List.copyOf(groupBy);
        columns.addAll(groupBy);
        if (source instanceof SourceShape.Csv csv) {
            csv.columns().stream().filter(column -> !groupBy.contains(column)).forEach(columns::add);
        } else {
            columns.add(WHOLE);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Violation> shape(List<? extends Cells> group, Bytes to) {
        to.append('{');
        for (int column = 0; column < groupBy.size(); column++) {
            member(group.get(0), column, to);
            to.append(',');
        }
        to.append("\"records\":[");
        for (int row = 0; row < group.size(); row++) {
            if (row > 0) {
                to.append(',');
            }
            appendRest(group.get(row), to);
        }
        to.append("]}");
        return List.of();
    }

    private void appendRest(Cells record, Bytes to) {
        if (columns.get(columns.size() - 1).equals(WHOLE)) {
            record.read(columns.size() - 1, cell);
            appendOthers(cell.bytes(), cell.from(), to);
            return;
        }
        to.append('{');
        for (int column = groupBy.size(); column < columns.size(); column++) {
            if (column > groupBy.size()) {
                to.append(',');
            }
            member(record, column, to);
        }
        to.append('}');
    }

    /** Appends a JSON object without the members that the group has already. */
    private void appendOthers(byte[] json, int start, Bytes to) {
        int before = to.append('{').length();
        int at = start + 1;
        while (json[at] != '}') {
            int name = json[at] == ',' ? at + 1 : at;
            int nameEnd = FieldScan.afterString(json, name);
            at = FieldScan.afterValue(json, nameEnd + 1);
            if (!groupBy.contains(new String(json, name + 1, nameEnd - name - 2, StandardCharsets.UTF_8))) {
                if (to.length() > before) {
                    to.append(',');
                }
                to.append(json, name, at - name);
            }
        }
        to.append('}');
    }

    private void member(Cells record, int column, Bytes to) {
        to.append('"');
        JsonText.append(to, columns.get(column));
        to.append("\":");
        record.read(column, cell);
        boolean text = cell.isEmpty() || cell.kind() == Cell.Kind.TEXT;
        if (text) {
            to.append('"');
            JsonText.append(to, cell.bytes(), cell.from(), cell.end());
            to.append('"');
        } else {
            cell.appendTo(to);
        }
    }
}
