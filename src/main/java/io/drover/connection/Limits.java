package io.drover.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * What one connection may use.
 *
 * @param connectTimeout for the TCP connection and TLS handshake
 * @param responseTimeout from the last byte of the request to the last byte of the answer
 * @param maxResponseBytes a longer answer is cut off and counts as unreadable
 * @param concurrency batches in flight
 * @param rate requests per period; empty: no limit but what the destination teaches
 */
public record Limits(
        Duration connectTimeout,
        Duration responseTimeout,
        int maxResponseBytes,
        int concurrency,
        Optional<Rate> rate) {}
