package io.drover.delivery;

import io.drover.connection.Secret;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A connection at work, shared by all its runs: the gate every request passes and the places for batches in flight.
 *
 * <p>A batch holds its place until its outcome is handed over to be recorded, so memory is bounded by places × batch.
 */
public final class Destination {
    private final String connection;
    private final String route;
    private final Gate gate;
    private final Optional<Tokens> tokens;
    private final Lock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int places;
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
        this.places = concurrency;
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
        return enter(() -> false);
    }

    /**
     * Waits for a place for one more batch in flight.
     *
     * @param givenUp whether the run need not wait any longer; asked again after each {@link #wake}
     * @return false when the batch must not be sent
     */
    public boolean enter(BooleanSupplier givenUp) {
        lock.lock();
        try {
            while (places <= 0 && !stopped && !givenUp.getAsBoolean()) {
                freed.await();
            }
            if (stopped || places <= 0) {
                return false;
            }
            places--;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    public void leave() {
        lock.lock();
        try {
            places++;
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Everybody who waits looks whether they need to wait any longer. */
    public void wake() {
        gate.wake();
        signalAll();
    }

    /** Wakes everybody who waits; from now on nothing is sent. */
    public void stop() {
        stopped = true;
        gate.stop();
        signalAll();
    }

    private void signalAll() {
        lock.lock();
        try {
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isStopped() {
        return stopped;
    }
}
