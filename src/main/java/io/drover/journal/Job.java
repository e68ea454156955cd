package io.drover.journal;

import java.time.Instant;

/**
 * What a destination works on since it accepted a batch. Recorded before it is asked for the first time.
 *
 * @param name as the destination calls it
 * @param target path and query where it is asked for
 */
public record Job(String name, String target, Instant acceptedAt) {}
