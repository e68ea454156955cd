package io.drover.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.proof.check.Hashes;
import io.drover.testing.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The page docs/track-record.md. Each proof writes its own figure there, between two marks, and leaves the others; what
 * stands outside the marks is written by hand.
 */
public final class TrackRecord {
    static final Path PAGE = Path.of("docs", "track-record.md");

    private TrackRecord() {}

    /** A figure: what was counted, in the order it is told. */
    public static final class Figure {
        private final String name;
        private final Map<String, String> rows = new LinkedHashMap<>();

        public Figure(String name) {
            this.name = name;
        }

        /** One more thing that was counted. */
        public Figure row(String what, Object value) {
            rows.put(what, value.toString());
            return this;
        }

        /** How to see it again: the command, where and when it was seen. */
        public Figure repeatedBy(String command, long minutes) throws IOException {
            return row("minutes", minutes)
                    .row("version", version())
                    .row("machine", Machine.description())
                    .row("date", LocalDate.now(ZoneOffset.UTC))
                    .row("command", "`" + command + "`");
        }

        String table() {
            StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
            rows.forEach((what, value) ->
                    text.append("| ").append(what).append(" | ").append(value).append(" |\n"));
            return text.toString();
        }
    }

    /** Puts a figure into the page, in place of the one before. */
    public static void write(Figure figure) throws IOException {
        String page = Files.readString(PAGE, UTF_8);
        Files.writeString(PAGE, replaced(page, figure.name, figure.table()), UTF_8);
    }

    static String replaced(String page, String name, String text) {
        String begin = "<!-- " + name + ": written by its proof -->\n";
        String end = "<!-- end -->";
        int from = page.indexOf(begin);
        if (from < 0) {
            throw new IllegalArgumentException("page " + PAGE + " has no place \"" + begin.strip() + "\"");
        }
        int to = page.indexOf(end, from);
        return page.substring(0, from + begin.length()) + text + page.substring(to);
    }

    private static String version() throws IOException {
        try (JarFile jar = new JarFile(Java.jar().toFile())) {
            String version = jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            String sum = Hashes.sha256(Files.readAllBytes(Java.jar()));
            return version + ", SHA-256 of the jar " + sum.substring(0, 16) + "…";
        }
    }
}
