package io.drover.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a field promises of the value that is sent. */
final class SentField {
    static final String MISSING = "must be there";

    private static final int SHOWN = 100;

    private SentField() {}

    static Violation violation(String name, String rule, JsonNode value) {
        String text =
                value.isNull() || value.isMissingNode() ? "" : value.isTextual() ? value.textValue() : value.toString();
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return new Violation(0, name, rule, shown);
    }

    static void check(Field field, JsonNode value, List<Violation> broken) {
        if (field.source() instanceof ValueSource.Constant || isWhenEmpty(field, value)) {
            return;
        }
        boolean nullable = isNullable(field.whenEmpty());
        if (isNothing(field, value)) {
            if (!nullable) {
                broken.add(violation(field.name(), value.isMissingNode() ? MISSING : "must not be empty", value));
            }
            return;
        }
        String rule = isEmptyText(field, value) && !nullable ? "must not be empty" : type(field, value);
        if (!rule.isEmpty()) {
            broken.add(violation(field.name(), rule, value));
        } else if (!field.rules().isNone()) {
            field.rules().broken(cell(value)).forEach(one -> broken.add(violation(field.name(), one, value)));
        }
    }

    private static boolean isNullable(Emptiness empty) {
        return empty instanceof Emptiness.Omitted
                || (empty instanceof Emptiness.Value value && value.json().equals("null"));
    }

    private static boolean isNothing(Field field, JsonNode value) {
        return value.isMissingNode() || (value.isNull() && field.type() != FieldType.JSON);
    }

    private static boolean isEmptyText(Field field, JsonNode value) {
        return field.type() == FieldType.STRING
                && value.isTextual()
                && value.textValue().isEmpty();
    }

    /** What the schema itself puts in the place of an empty value breaks nothing. */
    private static boolean isWhenEmpty(Field field, JsonNode value) {
        return field.whenEmpty() instanceof Emptiness.Value empty
                && empty.json().equals(value.toString());
    }

    private static String type(Field field, JsonNode value) {
        return switch (field.type()) {
            case STRING -> value.isTextual() ? "" : "must be a text";
            case INTEGER -> value.isIntegralNumber() ? "" : "must be an integer";
            case DECIMAL -> value.isNumber() ? "" : "must be a number";
            case BOOLEAN -> value.isBoolean() ? "" : "must be true or false";
            case DATE, DATETIME -> time((Times) field.conversion(), value);
            case JSON -> "";
        };
    }

    private static String time(Times times, JsonNode value) {
        boolean kind = times.isNumber() ? value.isIntegralNumber() : value.isTextual();
        Times sent = times.asSent();
        String rule = sent.append(cell(value), new Bytes(32));
        return kind && rule.isEmpty() ? "" : rule.isEmpty() ? sent.asked() : rule;
    }

    private static Cell cell(JsonNode value) {
        byte[] text = value.asText().getBytes(StandardCharsets.UTF_8);
        Cell cell = new Cell();
        cell.set(Cell.Kind.TEXT, text, 0, text.length);
        return cell;
    }
}
