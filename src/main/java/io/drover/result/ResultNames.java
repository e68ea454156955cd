package io.drover.result;

import io.drover.batch.SourceShape;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The file names of one run: {@code customers.csv.gz} of run {@code 7} becomes {@code customers.7.success.csv} and so
 * on, and {@code customers.7.csv.gz} when it is done. A long stem is shortened, so that every name fits a file system.
 *
 * @param source the source's file name
 * @param resultExtension of the result files, with its dot
 */
public record ResultNames(String source, String run, String resultExtension) {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_EXTENSION_BYTES = 32;
    private static final Set<String> COMPRESSIONS = Set.of(".gz");

    public ResultNames {
        if (source.isEmpty() || source.indexOf('/') >= 0 || run.isEmpty() || run.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "file and run must be single names, but were '" + source + "' and '" + run + "'");
        }
    }

    /** The names for a source of that shape: CSV or JSON Lines. */
    public static ResultNames of(String source, String run, SourceShape shape) {
        return new ResultNames(source, run, shape instanceof SourceShape.Csv ? ".csv" : ".jsonl");
    }

    public String success() {
        return named(".success" + resultExtension);
    }

    public String error() {
        return named(".error" + resultExtension);
    }

    public String summary() {
        return named(".summary.json");
    }

    /** The source's name in {@code done/}. */
    public String done() {
        return named(source.substring(stemLength()));
    }

    private String named(String ending) {
        String tail = "." + run + ending;
        String stem = source.substring(0, stemLength());
        int room = MAX_NAME_BYTES - utf8Length(tail);
        while (utf8Length(stem) > room) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + tail;
    }

    private int stemLength() {
        int end = source.length();
        int dot = source.lastIndexOf('.');
        if (dot > 0 && COMPRESSIONS.contains(source.substring(dot).toLowerCase(Locale.ROOT))) {
            end = dot;
            dot = source.lastIndexOf('.', end - 1);
        }
        return dot > 0 && utf8Length(source.substring(dot)) <= MAX_EXTENSION_BYTES ? dot : end;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
