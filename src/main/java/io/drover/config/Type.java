package io.drover.config;

import io.drover.connection.store.Form;
import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param allowed completes the sentence "KEY must be …"
 * @param parser throws {@link IllegalArgumentException} for a text that is not allowed
 * @param shown the text as it may be printed; hides what is secret in it
 * @param trimmed white space around the text means nothing
 * @param form how the value looks in JSON
 */
record Type<T>(String allowed, Function<String, T> parser, Function<String, String> shown, boolean trimmed, Form form) {
    static <T> Type<T> of(String allowed, Function<String, T> parser) {
        return new Type<>(allowed, parser, Function.identity(), true, Form.TEXT);
    }

    /** The same type for texts that may hold secrets. */
    Type<T> hidden() {
        return shownAs(text -> text.isEmpty() ? "" : "*****").as(form.secret());
    }

    Type<T> shownAs(Function<String, String> how) {
        return new Type<>(allowed, parser, how, trimmed, form);
    }

    /** The same type for texts in which white space counts. */
    Type<T> untrimmed() {
        return new Type<>(allowed, parser, shown, false, form);
    }

    /** The same type with another form in JSON. */
    Type<T> as(Form other) {
        return new Type<>(allowed, parser, shown, trimmed, other);
    }

    T parse(String text) {
        return parser.apply(trimmed ? text.strip() : text);
    }
}
