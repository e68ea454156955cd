package io.drover.config;

import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param allowed completes the sentence "KEY must be …"
 * @param parser throws {@link IllegalArgumentException} for a text that is not allowed
 * @param shown the text as it may be printed; hides what is secret in it
 * @param trimmed white space around the text means nothing
 */
record Type<T>(String allowed, Function<String, T> parser, Function<String, String> shown, boolean trimmed) {
    static <T> Type<T> of(String allowed, Function<String, T> parser) {
        return new Type<>(allowed, parser, Function.identity(), true);
    }

    /** The same type for texts that may hold secrets. */
    Type<T> hidden() {
        return shownAs(text -> text.isEmpty() ? "" : "*****");
    }

    Type<T> shownAs(Function<String, String> how) {
        return new Type<>(allowed, parser, how, trimmed);
    }

    /** The same type for texts in which white space counts. */
    Type<T> untrimmed() {
        return new Type<>(allowed, parser, shown, false);
    }

    T parse(String text) {
        return parser.apply(trimmed ? text.strip() : text);
    }
}
