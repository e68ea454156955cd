package io.drover.run;

import io.drover.connection.Connection;
import io.drover.delivery.Destination;
import io.drover.load.Load;
import io.drover.source.Claim;
import java.util.Optional;

/** The loads and connections there are at this moment, by name. */
public interface Catalog {
    Optional<Load> load(String name);

    Optional<Connection> connection(String name);

    /** The connection at work; there is one for each connection. */
    Optional<Destination> destination(String connection);

    /** Whether this claim may hold content that was loaded before, whatever its load says. */
    default boolean mayRepeat(Claim claim) {
        return false;
    }
}
