package io.drover.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.JsonText;
import java.io.IOException;

/** Those conversions that need no more than the cell. */
final class Conversions {
    static final Conversion TEXT = Conversions::appendText;
    static final Conversion JSON = Conversions::appendJson;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Conversions() {}

    static Conversion integer(NumberText numbers) {
        return (cell, to) -> {
            boolean json = cell.kind() == Cell.Kind.NUMBER;
            NumberText format = json ? NumberText.PLAIN : numbers;
            boolean number = json || cell.kind() == Cell.Kind.TEXT;
            return number && format.appendInteger(cell.bytes(), cell.from(), cell.end(), to)
                    ? Conversion.DONE
                    : "must be an integer" + (grouped(numbers).isEmpty() ? "" : " written as " + grouped(numbers));
        };
    }

    static Conversion decimal(NumberText numbers) {
        return (cell, to) -> {
            boolean json = cell.kind() == Cell.Kind.NUMBER;
            NumberText format = json ? NumberText.PLAIN : numbers;
            boolean number = json || cell.kind() == Cell.Kind.TEXT;
            return number && format.appendDecimal(cell.bytes(), cell.from(), cell.end(), to)
                    ? Conversion.DONE
                    : "must be a number" + written(numbers);
        };
    }

    private static String written(NumberText numbers) {
        String whole = grouped(numbers).isEmpty() ? "1234" : grouped(numbers);
        return numbers.equals(NumberText.PLAIN) ? "" : " written as " + whole + numbers.decimal() + "5";
    }

    private static String grouped(NumberText numbers) {
        return numbers.thousands() == NumberText.NONE ? "" : "1" + numbers.thousands() + "234";
    }

    private static String appendText(Cell cell, Bytes to) {
        if (cell.kind() == Cell.Kind.JSON) {
            return "must be a text, not an object or array";
        }
        to.append('"');
        JsonText.append(to, cell.bytes(), cell.from(), cell.end());
        to.append('"');
        return Conversion.DONE;
    }

    private static String appendJson(Cell cell, Bytes to) {
        if (cell.kind() != Cell.Kind.TEXT) {
            cell.appendTo(to);
            return Conversion.DONE;
        }
        if (!isJson(cell)) {
            return "must be JSON";
        }
        appendCompact(cell, to);
        return Conversion.DONE;
    }

    private static boolean isJson(Cell cell) {
        try (JsonParser parser = FACTORY.createParser(cell.bytes(), cell.from(), cell.length())) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** Leaves the space between tokens out, so that an object stays on one line. */
    private static void appendCompact(Cell cell, Bytes to) {
        byte[] json = cell.bytes();
        boolean inString = false;
        for (int at = cell.from(); at < cell.end(); at++) {
            byte each = json[at];
            if (inString && each == '\\') {
                to.append(each).append(json[++at]);
                continue;
            }
            inString ^= each == '"';
            if (inString || each > ' ' || each < 0) {
                to.append(each);
            }
        }
    }
}
