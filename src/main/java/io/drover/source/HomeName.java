package io.drover.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** File names below drover.home: made from the source's name, safe, and never longer than a file system takes. */
public final class HomeName {
    /** What Linux, macOS and Windows file systems allow for one name. */
    private static final int MAX_EXTENSION_BYTES = 32;

    static final int MAX_BYTES = 255;

    private HomeName() {}

    /**
     * Turns {@code customers.csv} into {@code customers.RUN.csv}; {@code .csv.gz} counts as one extension.
     *
     * @param suffix appended at the end, e.g. {@code .reason.txt}; a stem too long for the whole is cut
     */
    public static String withRun(String name, String run, String suffix) {
        String extension = extension(name);
        String stem = name.substring(0, name.length() - extension.length());
        String tail = "." + run + extension + suffix;
        return cut(stem, MAX_BYTES - tail.getBytes(UTF_8).length) + tail;
    }

    /** The extension with its dot, or nothing; for {@code .gz} with the one before it. */
    static String extension(String name) {
        int end = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.length() - 3 : name.length();
        int dot = name.lastIndexOf('.', end - 1);
        boolean none = dot <= 0 || name.substring(dot).getBytes(UTF_8).length > MAX_EXTENSION_BYTES;
        return name.substring(none ? end : dot);
    }

    /** The last segment of whatever a route names its file, made fit to be a plain file name. */
    static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cntrl}", "_").replaceFirst("^\\.+", "_");
        String extension = extension(clean);
        String stem = clean.substring(0, clean.length() - extension.length());
        String whole = cut(stem, MAX_BYTES - extension.getBytes(UTF_8).length) + extension;
        return whole.isBlank() ? "unnamed" : whole;
    }

    /** Resolves a name also where the process runs in a locale that can't encode it: other characters become _. */
    static Path resolve(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            return folder.resolve(name.replaceAll("[^\\x20-\\x7e]", "_"));
        }
    }

    private static String cut(String text, int bytes) {
        String cut = text;
        while (cut.getBytes(UTF_8).length > bytes) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
