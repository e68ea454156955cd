package io.drover.source;

import io.drover.load.SourceName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** File names below drover.home: whatever a source is called, its file stays in its folder. */
final class HomeName {
    private HomeName() {}

    /** The last segment of whatever a route names its file, made fit to be a plain file name. */
    static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cntrl}", "_").replaceFirst("^\\.+", "_");
        String whole = new SourceName(clean).fitted();
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
}
