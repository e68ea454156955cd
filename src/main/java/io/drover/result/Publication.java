package io.drover.result;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The end of a run: both result files, then the summary appear in {@code results/}. A crash at any point leaves nothing
 * that repeating the whole publication would not finish; steps already done are seen and left alone.
 *
 * @param runFolder the run's folder in {@code processing/}
 * @param results the load's folder of results
 */
public record Publication(Path runFolder, Path results, ResultNames names) {

    /**
     * Publishes whatever is not published yet. The result files must be closed and forced.
     *
     * @return the summary that stands now: an earlier one if it was published before a crash
     */
    public Summary publish(Summary summary) throws IOException {
        Folders.create(results);
        publish(runFolder.resolve(names.success()), results.resolve(names.success()));
        publish(runFolder.resolve(names.error()), results.resolve(names.error()));
        Folders.force(results);
        Path published = results.resolve(names.summary());
        if (!Files.exists(published)) {
            Path written = runFolder.resolve(names.summary());
            write(written, summary.toJson());
            Folders.move(written, published);
        }
        Folders.force(results);
        return Summary.read(published);
    }

    private static void publish(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Folders.move(from, to);
        } else if (!Files.exists(to)) {
            throw new FileNotFoundException("file " + from + " is missing and was not moved to " + to
                    + " either; put it back where it was and start again");
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
