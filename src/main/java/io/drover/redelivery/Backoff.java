package io.drover.redelivery;

import java.time.Duration;

/**
 * Waits between retries: {@code first}, then doubled, never above {@code max}, with jitter.
 *
 * @param first before the first retry
 */
public record Backoff(Duration first, Duration max) {}
