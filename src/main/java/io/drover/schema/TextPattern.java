package io.drover.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A regular expression that a whole text must have. One that would take for ever on some text is given up after a
 * number of steps, not after a time: the same text is refused or sent for ever.
 */
final class TextPattern {
    static final TextPattern ANY = new TextPattern(Pattern.compile(".*", Pattern.DOTALL));

    /** The longest text that is compared: matching goes as deep as a text is long. */
    static final int MAX_LENGTH = 2000;

    private static final int MAX_STEPS = 1_000_000;

    private final Pattern pattern;

    TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** The rule, where the text breaks it. */
    Optional<String> broken(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters to be compared with a pattern");
        }
        try {
            return pattern.matcher(new Counted(text)).matches()
                    ? Optional.empty()
                    : Optional.of("must have the pattern " + pattern);
        } catch (TooManySteps e) {
            return Optional.of("can't be compared with the pattern " + pattern + ", which takes too many steps");
        }
    }

    /** Thrown out of the matching of a pattern. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
