package io.drover.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * A source file's name, and the names made of it for what a run leaves behind. {@code .csv.gz} counts as one
 * extension; a stem too long for the whole is cut between characters.
 */
public record SourceName(String text) {
    /** What Linux, macOS and Windows file systems allow for one name. */
    public static final int MAX_BYTES = 255;

    private static final int MAX_EXTENSION_BYTES = 32;

    /** Turns {@code customers.csv} into {@code customers.RUN.csv} with the suffix, for instance {@code .reason.txt}. */
    public String withRun(String run, String suffix) {
        return fitted("." + run + extension() + suffix);
    }

    /** Turns {@code customers.csv} into {@code customers.RUN} with that ending in place of the extension. */
    public String ofRun(String run, String ending) {
        return fitted("." + run + ending);
    }

    /** The same name, short enough for a file system. */
    public String fitted() {
        return fitted(extension());
    }

    private String fitted(String tail) {
        String stem = text.substring(0, text.length() - extension().length());
        int room = MAX_BYTES - tail.getBytes(UTF_8).length;
        while (stem.getBytes(UTF_8).length > room) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + tail;
    }

    /** With its dot, or nothing; for {@code .gz} with the one before it. */
    private String extension() {
        int end = text.toLowerCase(Locale.ROOT).endsWith(".gz") ? text.length() - 3 : text.length();
        int dot = text.lastIndexOf('.', end - 1);
        boolean none = dot <= 0 || text.substring(dot).getBytes(UTF_8).length > MAX_EXTENSION_BYTES;
        return text.substring(none ? end : dot);
    }
}
