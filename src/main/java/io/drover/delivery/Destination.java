package io.drover.delivery;

import io.drover.connection.Secret;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A connection at work, shared by all its runs: the gate every request passes and the places for batches in flight.
 *
 * <p>A batch holds its place until its outcome is handed over to be recorded, so memory is bounded by places × batch.
 */
public final class Destination {
    private static final int ALL = 1 << 20;

    private final String connection;
    private final String route;
    private final Gate gate;
    private final Optional<Tokens> tokens;
    private final Semaphore places;
    private volatile boolean stopped;

    /**
     * @param tokens empty where requests need no token
     * @param concurrency batches in flight
     */
    public Destination(String connection, Gate gate, Optional<Tokens> tokens, int concurrency) {
        this(connection, connection, gate, tokens, concurrency);
    }

    /**
     * A connection at work by a route of another name, as it has after it was changed.
     *
     * @param route what stands behind {@code attempt-} in the name of the route that sends
     */
    public Destination(String connection, String route, Gate gate, Optional<Tokens> tokens, int concurrency) {
        this.connection = connection;
        this.route = route;
        this.gate = gate;
        this.tokens = tokens;
        this.places = new Semaphore(concurrency);
    }

    public String connection() {
        return connection;
    }

    /** What stands behind {@code attempt-} in the name of the route that sends. */
    public String route() {
        return route;
    }

    public Gate gate() {
        return gate;
    }

    /** The current token, where requests need one. */
    public Optional<Token> token() {
        return tokens.map(Tokens::get);
    }

    /** The destination refused this token. */
    public void invalidate(Secret token) {
        tokens.ifPresent(held -> held.invalidate(token));
    }

    /**
     * Waits for a place for one more batch in flight.
     *
     * @return false when the process is stopping: the batch must not be sent
     */
    public boolean enter() {
        try {
            places.acquire();
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void leave() {
        places.release();
    }

    /** Wakes everybody who waits; from now on nothing is sent. */
    public void stop() {
        stopped = true;
        gate.stop();
        places.release(ALL);
    }

    public boolean isStopped() {
        return stopped;
    }
}
