package io.drover.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the value of a field is in the JSON that is sent. */
public enum FieldType {
    STRING,
    /** A JSON number without fraction and exponent, of any size. */
    INTEGER,
    /** A JSON number, digit for digit as the source has it. */
    DECIMAL,
    BOOLEAN,
    DATE,
    DATETIME,
    /** Whatever JSON the cell holds. */
    JSON;

    /** The word that stands in a schema file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FieldType> of(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    static String words() {
        return String.join(", ", Stream.of(values()).map(FieldType::word).toList());
    }

    boolean isTime() {
        return this == DATE || this == DATETIME;
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }
}
