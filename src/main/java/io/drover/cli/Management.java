package io.drover.cli;

import java.io.IOException;
import java.util.Optional;

/** The management API, of the running process or, when none runs, of the home folder itself. */
public interface Management extends AutoCloseable {
    /**
     * Asks.
     *
     * @param path with its query, encoded
     * @param body JSON
     * @throws IOException when the running process does not answer
     */
    Answer ask(String method, String path, Optional<String> body) throws IOException;

    @Override
    void close();

    /** What the API said, in JSON. */
    record Answer(int status, String body) {}
}
