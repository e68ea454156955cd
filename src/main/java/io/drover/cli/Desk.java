package io.drover.cli;

import io.drover.response.PathEngine;
import java.nio.file.Path;
import java.util.Optional;

/** Where the commands get a configuration and a Drover from. */
public interface Desk {
    /**
     * Reads the configuration as the process was started with it.
     *
     * @param file named by the user; empty: {@code application.properties} in the working directory
     * @param display warnings only are logged, because the command shows what happens in another way
     * @throws RefusedException with every problem found
     */
    Setup open(Optional<Path> file, boolean display);

    /** Reads a file written by a command itself: the environment stays out of it. */
    Setup openOwn(Path file);

    /** Compiles JSONPaths. */
    PathEngine paths();

    String version();
}
