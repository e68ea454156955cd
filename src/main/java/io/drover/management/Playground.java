package io.drover.management;

import java.io.IOException;
import java.util.Optional;

/** The bundled destination, within this process while somebody tries things out. */
public interface Playground {
    /** Where it listens; empty while it does not. */
    Optional<String> url();

    /** Starts it unless it runs; connections may lead there from now on. */
    void start() throws IOException;
}
