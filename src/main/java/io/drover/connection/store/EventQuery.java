package io.drover.connection.store;

import java.util.Optional;

/**
 * Which part of the timeline.
 *
 * @param subject of that one only
 * @param before only events with a smaller id, for the next page
 * @param limit at most so many
 */
public record EventQuery(Optional<Event.Subject> subject, long before, int limit) {}
