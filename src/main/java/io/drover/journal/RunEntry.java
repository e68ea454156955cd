package io.drover.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as the journal knows it.
 *
 * @param state the run's state in a word
 * @param endedAt empty while the run is not over
 * @param summary JSON of the summary it ended with
 */
public record RunEntry(RunStart start, String state, Optional<Instant> endedAt, Optional<String> summary) {}
