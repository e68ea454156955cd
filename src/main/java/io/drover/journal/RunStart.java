package io.drover.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run is made of; it never changes, but for the snapshot while nothing is settled.
 *
 * @param file the source's name
 * @param sha256 of the source file as it was dropped
 * @param bytes its size
 * @param snapshot JSON of everything that shapes the bytes of batches, without secrets
 * @param parentRun the run whose error file is loaded again
 */
public record RunStart(
        String run,
        String load,
        String connection,
        String file,
        String sha256,
        long bytes,
        String snapshot,
        Instant startedAt,
        Optional<String> parentRun) {
    /** The same with another snapshot. */
    RunStart with(String other) {
        return new RunStart(run, load, connection, file, sha256, bytes, other, startedAt, parentRun);
    }
}
