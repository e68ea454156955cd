package io.drover.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.batch.Cell;
import io.drover.batch.Cells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Infers a schema from the records of a sample. */
public final class Inference {
    private final Map<FieldPath, Guess> guesses = new LinkedHashMap<>();
    private final Map<FieldPath, Long> seen = new LinkedHashMap<>();
    private final Cell cell = new Cell();
    private long records;
    private boolean csv;

    /** Takes a row of a CSV sample, whose cells are those of the columns in their order. */
    public void see(List<String> columns, Cells row) {
        records++;
        csv = true;
        for (int column = 0; column < columns.size(); column++) {
            row.read(column, cell);
            Guess guess = guess(new FieldPath(List.of(new FieldPath.Member(columns.get(column)))));
            String text = cell.text().strip();
            if (text.isEmpty()) {
                guess.seeEmpty();
            } else {
                guess.see(ValueKind.of(text));
            }
        }
    }

    /** Takes a record of a JSON sample. */
    public void see(JsonNode object) {
        records++;
        see(List.of(), object);
    }

    private void see(List<FieldPath.Step> above, JsonNode object) {
        object.properties().forEach(member -> {
            List<FieldPath.Step> steps = new ArrayList<>(above);
            steps.add(new FieldPath.Member(member.getKey()));
            JsonNode value = member.getValue();
            if (value.isObject() && !value.isEmpty()) {
                see(steps, value);
            } else {
                seeValue(guess(new FieldPath(steps)), value);
            }
        });
    }

    private static void seeValue(Guess guess, JsonNode value) {
        if (value.isNull() || (value.isTextual() && value.textValue().isBlank())) {
            guess.seeEmpty();
        } else if (value.isContainerNode()) {
            guess.see(ValueKind.JSON);
        } else {
            Cell.Kind kind =
                    value.isNumber() ? Cell.Kind.NUMBER : value.isBoolean() ? Cell.Kind.BOOLEAN : Cell.Kind.TEXT;
            guess.see(ValueKind.ofJson(kind, value.asText()));
        }
    }

    private Guess guess(FieldPath path) {
        seen.merge(path, 1L, Long::sum);
        return guesses.computeIfAbsent(path, none -> new Guess(csv));
    }

    /** What the records have in common. */
    public InferredSchema result() {
        InferredNames names = new InferredNames(csv);
        List<InferredField> fields = new ArrayList<>();
        guesses.forEach((path, guess) -> {
            if (seen.getOrDefault(path, 0L) < records) {
                guess.seeNone();
            }
            boolean both = guesses.keySet().stream().anyMatch(other -> isAbove(path, other));
            if (both) {
                guess.see(ValueKind.JSON);
            }
            if (guesses.keySet().stream().noneMatch(other -> isAbove(other, path))) {
                fields.add(names.name(path, guess));
            }
        });
        return new InferredSchema(fields);
    }

    private static boolean isAbove(FieldPath above, FieldPath below) {
        int depth = above.steps().size();
        return depth < below.steps().size() && below.steps().subList(0, depth).equals(above.steps());
    }
}
