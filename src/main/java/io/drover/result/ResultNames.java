package io.drover.result;

import io.drover.batch.SourceShape;
import io.drover.load.SourceName;

/**
 * The file names of one run: {@code customers.csv.gz} of run {@code 7} becomes {@code customers.7.success.csv} and so
 * on, and {@code customers.7.csv.gz} when it is done.
 *
 * @param source the source's file name
 * @param resultExtension of the result files, with its dot
 */
public record ResultNames(String source, String run, String resultExtension) {
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
        return new SourceName(source).withRun(run, "");
    }

    private String named(String ending) {
        return new SourceName(source).ofRun(run, ending);
    }
}
