package io.drover.cli;

import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.source.Claim;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A Drover at work in its home folder. */
public interface Session extends AutoCloseable {
    /** The claim of an unfinished run with the content of this file, left in {@code processing/} by an interruption. */
    Optional<Claim> unfinished(Load load, Path file) throws IOException;

    /**
     * Loads a file and waits until its run has ended.
     *
     * @param again although its content was loaded before
     * @return empty when the file was rejected, or the run stopped with records pending
     */
    Optional<Summary> load(Load load, Path file, boolean again) throws IOException;

    /** Goes on with an unfinished run and waits until it has ended; empty as for {@link #load}. */
    Optional<Summary> goOn(Claim claim) throws IOException;

    /** Where a browser of this machine finds console and management API; empty where they are not served. */
    Optional<URI> console();

    /** A token for the management API that this start made; it is shown once. */
    Optional<String> firstToken();

    /** Nothing more is sent; a load that goes on returns soon, with its records pending. */
    void stop();

    @Override
    void close();
}
