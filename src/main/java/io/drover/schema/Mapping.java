package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.JsonText;
import io.drover.batch.Shaper;
import io.drover.batch.Violation;
import io.drover.schema.FieldPath.Each;
import io.drover.schema.FieldPath.Member;
import io.drover.schema.FieldPath.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A destination schema, compiled: from the cells of records to the bytes of their object. Fields below a sub-array are
 * filled from every record of a group, all others from its first.
 */
public final class Mapping implements Shaper {
    private final List<String> columns = new ArrayList<>();
    private final Part.ObjectPart root;
    private final Writing writing = new Writing();

    public Mapping(DestinationSchema schema) {
        FieldTree tree = new FieldTree();
        schema.fields().forEach(tree::add);
        root = object(tree);
    }

    private Part part(FieldTree tree) {
        if (tree.field().isPresent()) {
            Field field = tree.field().get();
            return field.source() instanceof ValueSource.Constant constant
                    ? new Part.ConstantPart(constant.json().getBytes(StandardCharsets.UTF_8))
                    : new ValuePart(field, this::number);
        }
        Step first = tree.inside().keySet().iterator().next();
        if (first instanceof Each) {
            return new Part.EachPart(part(tree.inside().values().iterator().next()));
        }
        return first instanceof Member
                ? object(tree)
                : new Part.ElementsPart(
                        tree.inside().values().stream().map(this::part).toList());
    }

    private Part.ObjectPart object(FieldTree tree) {
        byte[][] keys = new byte[tree.inside().size()][];
        Part[] members = new Part[keys.length];
        int at = 0;
        for (Map.Entry<Step, FieldTree> member : tree.inside().entrySet()) {
            Bytes key = new Bytes(32).append(",\"");
            JsonText.append(key, ((Member) member.getKey()).name());
            keys[at] = key.append("\":").toByteArray();
            members[at] = part(member.getValue());
            at++;
        }
        return new Part.ObjectPart(keys, members);
    }

    private int number(String column) {
        if (!columns.contains(column)) {
            columns.add(column);
        }
        return columns.indexOf(column);
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columns);
    }

    @Override
    public List<Violation> shape(List<? extends Cells> group, Bytes to) {
        int before = to.length();
        writing.begin(group, to);
        root.write(writing);
        if (!writing.hasViolations()) {
            return List.of();
        }
        to.truncate(before);
        return writing.violations();
    }
}
