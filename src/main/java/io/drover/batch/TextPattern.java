package io.drover.batch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression for texts that others wrote. One that would take for ever on some text is given up after a number
 * of steps, not after a time: what it says of a text it says for ever.
 */
public final class TextPattern {
    /** The longest text that is compared: matching goes as deep as a text is long. */
    public static final int MAX_LENGTH = 2000;

    private static final int MAX_STEPS = 1_000_000;

    /** Bytes, taken only as far as they are used. Enough for groups in groups over the longest text. */
    private static final long DEEP_STACK = 256L << 20;

    private final Pattern pattern;

    public TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** What a comparison says. */
    public enum Answer {
        FITS,
        DOES_NOT_FIT,
        /** The text has more than {@value TextPattern#MAX_LENGTH} characters. */
        TOO_LONG,
        /** It can't be said in a bounded number of steps. */
        TOO_MANY_STEPS
    }

    /** Whether the whole text has this pattern. */
    public Answer whole(String text) {
        return text.length() > MAX_LENGTH ? Answer.TOO_LONG : compare(text, Matcher::matches);
    }

    /**
     * Whether the pattern is found anywhere in the first {@value #MAX_LENGTH} characters of a text; not, where that takes
     * too many steps.
     */
    public boolean isIn(String text) {
        String compared = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        return compare(compared, Matcher::find) == Answer.FITS;
    }

    /** How deep a stack this thread has left, and whether the code is compiled yet, must make no difference. */
    private Answer compare(String text, Comparison comparison) {
        try {
            return compareHere(text, comparison);
        } catch (StackOverflowError e) {
            return compareDeep(text, comparison);
        }
    }

    private Answer compareHere(String text, Comparison comparison) {
        try {
            return comparison.fits(pattern.matcher(new Counted(text))) ? Answer.FITS : Answer.DOES_NOT_FIT;
        } catch (TooManySteps e) {
            return Answer.TOO_MANY_STEPS;
        }
    }

    private Answer compareDeep(String text, Comparison comparison) {
        FutureTask<Answer> task = new FutureTask<>(() -> compareHere(text, comparison));
        new Thread(null, task, "pattern", DEEP_STACK).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return Answer.TOO_MANY_STEPS;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** A way of matching. */
    private interface Comparison {
        boolean fits(Matcher matcher);
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
