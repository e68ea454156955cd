package io.drover.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of one section of a document, so that what users copy is what tests run. */
public final class DocumentExamples {
    private static final Pattern BLOCK = Pattern.compile("```([a-z ]+)\n(.*?)```", Pattern.DOTALL);

    private final String section;

    private DocumentExamples(String section) {
        this.section = section;
    }

    /** A section by its heading, which is of level two. */
    public static DocumentExamples of(String document, String heading) {
        try {
            String page = Files.readString(Path.of(document));
            int from = page.indexOf("\n## " + heading + "\n");
            int end = page.indexOf("\n## ", from + 1);
            if (from < 0) {
                throw new IllegalArgumentException(document + " has no section " + heading);
            }
            return new DocumentExamples(page.substring(from, end < 0 ? page.length() : end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The section's blocks of a language, in their order. */
    public List<String> blocks(String language) {
        Matcher block = BLOCK.matcher(section);
        return block.results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2))
                .toList();
    }

    /** The settings of a block, those of a load marked by {@code load.}. */
    public String[] settings(int block) {
        return blocks("properties")
                .get(block)
                .lines()
                .map(line -> line.replaceFirst("drover\\.loads\\.[a-z]+\\.", "load.")
                        .replaceFirst("drover\\.connections\\.[a-z]+\\.", ""))
                .toArray(String[]::new);
    }
}
