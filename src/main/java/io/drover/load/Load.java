package io.drover.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which files go to which connection, and how they are shaped.
 *
 * @param connection the name of the connection its records go to
 * @param account the account of that connection they are for; empty: the connection itself is the one there is
 * @param inbox absolute folder watched for files
 * @param include a file is taken when its whole name matches
 * @param settle a file is taken when unchanged for this long
 * @param waitForMarker take a file NAME only once a file NAME.ok stands beside it
 * @param groupingLimit the most groups in one batch, 1 to 250000
 * @param maxBatchBytes a batch is closed early when its body has this many bytes
 * @param requestSplitPath JSON sources: where the records are; empty for the root
 * @param shaping how records become what the API wants
 */
public record Load(
        String name,
        String connection,
        String account,
        Path inbox,
        Pattern include,
        Duration settle,
        boolean waitForMarker,
        Duplicates duplicates,
        int groupingLimit,
        int maxBatchBytes,
        CsvFormat csv,
        String requestSplitPath,
        Shaping shaping) {
    /** What {@code $account} stands for. */
    public String accountOrConnection() {
        return account.isEmpty() ? connection : account;
    }

    /** The same load with that limit. */
    public Load with(SchemaErrorLimit limit) {
        return new Load(
                name,
                connection,
                account,
                inbox,
                include,
                settle,
                waitForMarker,
                duplicates,
                groupingLimit,
                maxBatchBytes,
                csv,
                requestSplitPath,
                shaping.with(limit));
    }

    /** The same load, treating content it had before like that. */
    public Load with(Duplicates other) {
        return new Load(
                name,
                connection,
                account,
                inbox,
                include,
                settle,
                waitForMarker,
                other,
                groupingLimit,
                maxBatchBytes,
                csv,
                requestSplitPath,
                shaping);
    }

    /** The same load, each of its files by itself. */
    public Load alone() {
        return new Load(
                name,
                connection,
                account,
                inbox,
                include,
                settle,
                waitForMarker,
                duplicates,
                groupingLimit,
                maxBatchBytes,
                csv,
                requestSplitPath,
                shaping.with(AcrossFiles.NONE));
    }

    /** The same load with another inbox. */
    public Load watching(Path folder) {
        return new Load(
                name,
                connection,
                account,
                folder,
                include,
                settle,
                waitForMarker,
                duplicates,
                groupingLimit,
                maxBatchBytes,
                csv,
                requestSplitPath,
                shaping);
    }

    /** The same load in another home. */
    public Load in(Path home) {
        return watching(home.resolve("inbox").resolve(name));
    }
}
