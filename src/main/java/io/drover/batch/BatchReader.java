package io.drover.batch;

import java.io.IOException;
import java.util.Optional;

/**
 * Cuts a source into batches. The same file and settings give the same batches for ever: batch n of a resumed run has
 * the bytes it had before the crash. Not thread-safe.
 */
public interface BatchReader {
    /**
     * The next batch; empty at the end of the file.
     *
     * @throws IOException when the file can't be read
     */
    Optional<Batch> next() throws IOException;
}
