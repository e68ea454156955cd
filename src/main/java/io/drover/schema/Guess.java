package io.drover.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the values of one column have in common. In doubt it is text, which never loses anything. */
final class Guess {
    private static final Pattern IDENTIFIER =
            Pattern.compile("(.*[^a-z])?(id|no|nr|number|code|key|phone|mobile|tel|fax"
                    + "|zip|plz|postcode|postal|ean|gtin|sku|iban|account|card|vat|ssn|barcode)([^a-z].*)?");
    private static final Map<ValueKind, String> DOUBTS = Map.of(
            ValueKind.LEADING_ZERO, "has numbers with leading zeros, which stay text",
            ValueKind.LONG_NUMBER, "has numbers of more than 15 digits, which stay text",
            ValueKind.COMMA_NUMBER,
                    "has numbers with commas: set type: decimal with decimal-separator or thousands-separator",
            ValueKind.AMBIGUOUS_DATE,
                    "has dates whose day may be the first or the second number: set type: date with source-format:"
                            + " d/M/yyyy or M/d/yyyy",
            ValueKind.JSON, "has objects or arrays beside other values");

    private final boolean fromText;
    private final Set<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
    private boolean empty;
    private boolean missing;

    /** @param fromText the values have no types of their own */
    Guess(boolean fromText) {
        this.fromText = fromText;
    }

    void see(ValueKind kind) {
        kinds.add(kind);
    }

    void seeEmpty() {
        empty = true;
    }

    /** Some records have no such member. */
    void seeNone() {
        missing = true;
    }

    /** What is guessed; the name decides whether numbers are quantities. */
    InferredField field(String name, String source) {
        if (kinds.isEmpty()) {
            return new InferredField(
                    name, source, FieldType.STRING, true, "", "is always empty in the sample", List.of());
        }
        FieldType type = type();
        if (fromText && type.isNumber() && isIdentifier(name)) {
            return text(name, source, "holds numbers, but its name is an identifier's: it stays text");
        }
        if (type == FieldType.STRING) {
            return text(name, source, doubt());
        }
        String doubt = type == FieldType.JSON && !kinds.equals(Set.of(ValueKind.JSON)) ? doubt() : "";
        return new InferredField(name, source, type, nullable(), format(), doubt, whenEmpty());
    }

    private InferredField text(String name, String source, String doubt) {
        return new InferredField(name, source, FieldType.STRING, nullable(), "", doubt, whenEmpty());
    }

    private static boolean isIdentifier(String name) {
        String words = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return IDENTIFIER.matcher(words).matches();
    }

    private boolean only(ValueKind... some) {
        return Set.of(some).containsAll(kinds);
    }

    private FieldType type() {
        if (only(ValueKind.INTEGER)) {
            return FieldType.INTEGER;
        }
        if (only(ValueKind.INTEGER, ValueKind.DECIMAL)) {
            return FieldType.DECIMAL;
        }
        if (only(ValueKind.BOOLEAN)) {
            return FieldType.BOOLEAN;
        }
        if (kinds.contains(ValueKind.JSON)) {
            return FieldType.JSON;
        }
        return only(ValueKind.TIME) || only(ValueKind.TIME_WITH_SPACE) ? FieldType.DATETIME : dateOrText();
    }

    private FieldType dateOrText() {
        boolean oneOrder = only(ValueKind.DAY_FIRST_DATE, ValueKind.AMBIGUOUS_DATE)
                || only(ValueKind.MONTH_FIRST_DATE, ValueKind.AMBIGUOUS_DATE);
        boolean known = oneOrder && !only(ValueKind.AMBIGUOUS_DATE);
        return known || only(ValueKind.DATE) || only(ValueKind.DOTTED_DATE) ? FieldType.DATE : FieldType.STRING;
    }

    private String format() {
        if (kinds.contains(ValueKind.DOTTED_DATE)) {
            return "d.M.yyyy";
        }
        if (kinds.contains(ValueKind.DAY_FIRST_DATE)) {
            return "d/M/yyyy";
        }
        if (kinds.contains(ValueKind.MONTH_FIRST_DATE)) {
            return "M/d/yyyy";
        }
        return kinds.contains(ValueKind.TIME_WITH_SPACE) ? "yyyy-MM-dd HH:mm:ss" : "";
    }

    private String doubt() {
        for (ValueKind kind : kinds) {
            if (DOUBTS.containsKey(kind)) {
                return DOUBTS.getOrDefault(kind, "");
            }
        }
        return kinds.size() == 1 ? "" : "has values of several kinds, such as numbers and words: it stays text";
    }

    private boolean nullable() {
        return empty || missing;
    }

    /** What is never null where it is, but not always there, is left out of the object too. */
    private List<String> whenEmpty() {
        return missing && !empty ? List.of("when-empty: omit") : List.of();
    }
}
