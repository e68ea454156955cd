package io.drover.delivery;

import java.time.Duration;

/** What a connection's gate is doing, for display and health. */
public sealed interface GateState {
    /** Requests may start. */
    record Open() implements GateState {}

    /** The destination asked for a pause. */
    record Paused(Duration remaining) implements GateState {}

    /**
     * The destination is down; one sender at a time tries.
     *
     * @param lasting since the first sign of it
     * @param nextProbe from now; zero when the next sender probes
     */
    record Down(String reason, Duration lasting, Duration nextProbe) implements GateState {}
}
