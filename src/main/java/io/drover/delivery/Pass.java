package io.drover.delivery;

/**
 * One sender's leave to start a request, got from {@link Gate#await} and given back with what came of it.
 *
 * @param started nanoseconds on the gate's clock
 * @param probe the connection was down, and this request alone finds out whether it still is
 */
public record Pass(long started, boolean probe) {}
