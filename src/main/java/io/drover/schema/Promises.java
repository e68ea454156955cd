package io.drover.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.batch.Violation;
import io.drover.load.Shaping;
import io.drover.schema.FieldPath.Each;
import io.drover.schema.FieldPath.Member;
import io.drover.schema.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a schema promises of the objects that are sent, for those that were changed after it had made them: every field
 * has its type and keeps its rules, and only a nullable one is null or left out. Members that the schema does not know
 * are nobody's promise. Thread-safe.
 */
public final class Promises {
    private static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final FieldTree root = new FieldTree();

    private Promises(DestinationSchema schema) {
        schema.fields().forEach(root::add);
    }

    /** Those of a load; none without a schema, or where the schema says so. */
    public static Optional<Promises> of(Shaping shaping) {
        if (shaping.schema().isEmpty()) {
            return Optional.empty();
        }
        DestinationSchema schema = DestinationSchema.parse(shaping.schema());
        return schema.checksTransformed() ? Optional.of(new Promises(schema)) : Optional.empty();
    }

    /**
     * What of them the object breaks.
     *
     * @param step the route that made it so, for messages
     */
    public List<Violation> broken(String object, String step) {
        List<Violation> broken = new ArrayList<>();
        try {
            check(root, READER.readTree(object), broken);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("must be JSON, but is not", e);
        }
        return broken.stream()
                .map(one ->
                        new Violation(one.row(), one.column(), one.rule() + " after " + step + cure(one), one.value()))
                .toList();
    }

    /** Who renames and removes fields on purpose has to know how. */
    private static String cure(Violation violation) {
        return violation.rule().equals(SentField.MISSING)
                ? " (check-transformed: false in the schema file lets everything pass)"
                : "";
    }

    private static void check(FieldTree tree, JsonNode node, List<Violation> broken) {
        if (tree.field().isPresent()) {
            SentField.check(tree.field().get(), node, broken);
            return;
        }
        Step first = tree.inside().keySet().iterator().next();
        if (!node.isMissingNode() && !(first instanceof Member ? node.isObject() : node.isArray())) {
            String what = first instanceof Member ? "must be an object" : "must be an array";
            broken.add(SentField.violation(tree.place(), what, node));
        } else if (first instanceof Each) {
            FieldTree element = tree.inside().values().iterator().next();
            if (node.isEmpty()) {
                check(element, MissingNode.getInstance(), broken);
            }
            node.forEach(one -> check(element, one, broken));
        } else if (first instanceof Member) {
            for (Map.Entry<Step, FieldTree> member : tree.inside().entrySet()) {
                check(member.getValue(), node.path(((Member) member.getKey()).name()), broken);
            }
        } else {
            elements(List.copyOf(tree.inside().values()), node, broken);
        }
    }

    /** Elements that are left out move the rest up: then it is clear which are there only if all that may go have gone. */
    private static void elements(List<FieldTree> elements, JsonNode array, List<Violation> broken) {
        List<FieldTree> there = elements;
        if (array.size() < elements.size()) {
            there = elements.stream().filter(element -> !element.mayBeLeftOut()).toList();
            if (array.size() > there.size()) {
                return;
            }
        }
        for (int index = 0; index < there.size(); index++) {
            check(there.get(index), array.path(index), broken);
        }
    }
}
