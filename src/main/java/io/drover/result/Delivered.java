package io.drover.result;

import java.util.OptionalInt;

/**
 * What delivering one batch took.
 *
 * @param attempts HTTP exchanges of this batch: the {@code _attempts} column
 * @param httpStatus of its last answer; empty when there was none
 * @param requests HTTP exchanges to count with this batch: its attempts, and for a first half those of its parent
 * @param retries counted repeats among them
 * @param yields repeats among them that count against no limit
 */
public record Delivered(int attempts, OptionalInt httpStatus, long requests, long retries, long yields) {
    /** Nothing was sent. */
    public static final Delivered NOT_SENT = new Delivered(0, OptionalInt.empty(), 0, 0, 0);
}
