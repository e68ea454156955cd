package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.JsonScan;
import io.drover.batch.JsonText;
import io.drover.batch.SourceShape;
import io.drover.schema.FieldPath.Each;
import io.drover.schema.FieldPath.Member;
import io.drover.schema.FieldPath.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a group looks like where no schema says it: the Group By columns as fields, and an object with all the others
 * for each record in the sub-array {@code records}.
 */
final class DefaultGrouping {
    static final String RECORDS = "records";

    private final List<String> groupBy;

    DefaultGrouping(List<String> groupBy) {
        this.groupBy = groupBy;
    }

    DestinationSchema of(SourceShape source) {
        return source instanceof SourceShape.Csv csv ? ofCsv(csv) : ofJson();
    }

    /** Why a file of that shape can't be grouped; empty when it can. */
    String refusal(SourceShape source) {
        if (groupBy.contains(RECORDS)) {
            return "the load's group-by has the column '" + RECORDS
                    + "', which is the name of the sub-array; say in a schema what a group looks like"
                    + " (drover.loads.NAME.schema)";
        }
        return of(source).refusal(source);
    }

    private DestinationSchema ofCsv(SourceShape.Csv csv) {
        List<Field> fields = new ArrayList<>();
        for (String column : groupBy) {
            fields.add(field(List.of(new Member(column)), column, Conversions.TEXT, new Emptiness.Value("\"\"")));
        }
        for (String column : csv.columns()) {
            if (!groupBy.contains(column)) {
                fields.add(field(inRecords(new Member(column)), column, Conversions.TEXT, new Emptiness.Value("\"\"")));
            }
        }
        return new DestinationSchema(fields);
    }

    private DestinationSchema ofJson() {
        List<Field> fields = new ArrayList<>();
        for (String column : groupBy) {
            fields.add(field(List.of(new Member(column)), column, DefaultGrouping::appendAsItIs, Emptiness.NULL));
        }
        fields.add(field(inRecords(), "$", new Rest(groupBy), new Emptiness.Value("{}")));
        return new DestinationSchema(fields);
    }

    private static List<Step> inRecords(Step... inside) {
        List<Step> steps = new ArrayList<>(List.of(new Member(RECORDS), new Each()));
        steps.addAll(Arrays.asList(inside));
        return steps;
    }

    private static Field field(List<Step> path, String column, Conversion conversion, Emptiness whenEmpty) {
        return new Field(
                column,
                new FieldPath(path),
                FieldType.STRING,
                new ValueSource.Column(column, false),
                whenEmpty,
                conversion,
                ValueRules.NONE);
    }

    private static String appendAsItIs(Cell cell, Bytes to) {
        if (cell.kind() == Cell.Kind.TEXT || cell.kind() == Cell.Kind.EMPTY_TEXT) {
            return Conversions.TEXT.append(cell, to);
        }
        cell.appendTo(to);
        return Conversion.DONE;
    }

    /** A JSON record without the members that the group has already. */
    private static final class Rest implements Conversion {
        private final List<byte[]> left;

        Rest(List<String> names) {
            left = names.stream().map(Rest::quoted).toList();
        }

        private static byte[] quoted(String name) {
            Bytes quoted = new Bytes(32).append('"');
            JsonText.append(quoted, name);
            return quoted.append('"').toByteArray();
        }

        @Override
        public String append(Cell cell, Bytes to) {
            byte[] json = cell.bytes();
            int start = to.length();
            int at = cell.from() + 1;
            while (json[at] != '}') {
                int name = json[at] == ',' ? at + 1 : at;
                int afterName = JsonScan.afterValue(json, name);
                at = JsonScan.afterValue(json, afterName + 1);
                if (!isLeft(json, name, afterName)) {
                    to.append(to.length() == start ? '{' : ',').append(json, name, at - name);
                }
            }
            if (to.length() == start) {
                to.append('{');
            }
            to.append('}');
            return DONE;
        }

        private boolean isLeft(byte[] json, int name, int afterName) {
            for (byte[] each : left) {
                if (Arrays.equals(each, 0, each.length, json, name, afterName)) {
                    return true;
                }
            }
            return false;
        }
    }
}
