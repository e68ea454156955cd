package io.drover.management;

import io.drover.journal.RunStart;
import io.drover.run.Snapshot;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The character set of a run's result files: that of its source, as its load said when it began. */
final class RunCharset {
    private RunCharset() {}

    static Charset of(RunStart run, Path file) {
        // Result files of JSON are JSON Lines in UTF-8.
        if (!file.toString().endsWith(".csv")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Snapshot.parse(run.snapshot()).load().csv().charset();
        } catch (IllegalArgumentException ofAnotherVersion) {
            return StandardCharsets.UTF_8;
        }
    }
}
