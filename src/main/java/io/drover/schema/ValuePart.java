package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** A field with a value of its own in each record. */
final class ValuePart implements Part {
    private static final int COMPUTED = -1;

    private final Field field;
    private final boolean text;
    private final int column;
    private final Expression expression;
    private final int[] expressionColumns;
    private final byte[] whenEmpty;
    private final boolean keepsEmptyText;
    private final Bytes computed = new Bytes(64);

    /** @param number of a column among those that are read */
    ValuePart(Field field, ToIntFunction<String> number) {
        this.field = field;
        this.text = field.type() == FieldType.STRING;
        this.whenEmpty = field.whenEmpty() instanceof Emptiness.Value value
                ? value.json().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        this.keepsEmptyText = text && field.whenEmpty() instanceof Emptiness.Value value && !value.ofTexts();
        if (field.source() instanceof ValueSource.Computed made) {
            this.column = COMPUTED;
            this.expression = made.expression();
        } else {
            this.column = number.applyAsInt(((ValueSource.Column) field.source()).name());
            this.expression = Expression.parse("");
        }
        this.expressionColumns = expression.columns().stream().mapToInt(number).toArray();
    }

    @Override
    public boolean write(Writing writing) {
        Cell cell = column == COMPUTED ? compute(writing) : writing.read(column);
        if (!text) {
            strip(cell);
        }
        if (cell.isEmpty() && !(keepsEmptyText && cell.kind() == Cell.Kind.EMPTY_TEXT)) {
            return writeEmpty(writing, cell);
        }
        int before = writing.to().length();
        String rule = field.conversion().append(cell, writing.to());
        if (!rule.isEmpty()) {
            writing.violated(field.label(), rule, cell);
        } else if (!field.rules().isNone()) {
            check(writing, cell, before);
        }
        return true;
    }

    private void check(Writing writing, Cell cell, int before) {
        Cell checked = cell;
        if (field.type() == FieldType.INTEGER) {
            checked = new Cell();
            checked.set(
                    Cell.Kind.NUMBER, writing.to().array(), before, writing.to().length());
        }
        for (String rule : field.rules().broken(checked)) {
            writing.violated(field.label(), rule, cell);
        }
    }

    private boolean writeEmpty(Writing writing, Cell cell) {
        if (field.whenEmpty() instanceof Emptiness.Omitted) {
            return false;
        }
        if (field.whenEmpty() instanceof Emptiness.Refused) {
            writing.violated(field.label(), "must not be empty", cell);
        }
        writing.to().append(whenEmpty);
        return true;
    }

    private Cell compute(Writing writing) {
        IntFunction<String> value =
                index -> writing.read(expressionColumns[index]).text();
        String made = expression.of(value);
        computed.truncate(0);
        computed.append(made);
        Cell cell = writing.cell();
        cell.set(made.isEmpty() ? Cell.Kind.EMPTY : Cell.Kind.TEXT, computed.array(), 0, computed.length());
        return cell;
    }

    private static void strip(Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int end = cell.end();
        while (from < end && isSpace(bytes[from])) {
            from++;
        }
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        if (end - from < cell.length()) {
            cell.set(from == end ? Cell.Kind.EMPTY : cell.kind(), bytes, from, end);
        }
    }

    private static boolean isSpace(byte one) {
        return one == ' ' || one == '\t' || one == '\r' || one == '\n';
    }
}
