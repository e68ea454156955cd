package io.drover.result;

import io.drover.batch.ErrorClass;
import java.util.regex.Pattern;

/** What the messages of records that failed alike have in common. */
public final class CauseMessage {
    private static final Pattern MARK = Pattern.compile(" \\[row [0-9a-f]{8}]$");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|(?<![\\p{L}\\p{N}])'[^']*'|`[^`]*`");
    private static final Pattern WRONG_VALUE = Pattern.compile("but was '.*?'(?=; '|$)", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;:<>()]+@[^\\s@,;:<>()]+");
    /** Numbers, times, versions and keys; a status that we tell of ourselves is none. */
    private static final Pattern WITH_DIGITS =
            Pattern.compile("(?<!HTTP )(?<![\\p{L}\\p{N}_-])" + "[\\p{L}_-]*\\d(?:[\\p{L}\\p{N}_-]|[.,:/](?=\\d))*");

    private CauseMessage() {}

    /**
     * The message without what differs from record to record: numbers, names and values.
     *
     * @param errorClass the word in {@code _class}; a violation of the schema is the same where column and rule are
     */
    public static String of(String errorClass, String message) {
        String text = unmarked(message);
        if (errorClass.equals(ErrorClass.SCHEMA.word()) && text.startsWith("'")) {
            return WRONG_VALUE.matcher(text).replaceAll("but was …");
        }
        text = QUOTED.matcher(text).replaceAll("…");
        text = ADDRESS.matcher(text).replaceAll("…");
        return WITH_DIGITS.matcher(text).replaceAll("#");
    }

    /** Without the mark by which a reader knows its own rows again; it is for the error file only. */
    static String unmarked(String message) {
        return MARK.matcher(message).replaceAll("");
    }
}
