package io.drover.redelivery;

import java.util.Optional;

/** What one HTTP exchange came to. */
public sealed interface AttemptResult {
    /**
     * A whole answer was read.
     *
     * @param retryAfter the {@code Retry-After} field's text, if there was one
     */
    record Answered(int status, Optional<String> retryAfter) implements AttemptResult {}

    /**
     * Nothing was sent: refused, no route, unknown host, TLS handshake or connect time-out. Always safe to repeat.
     */
    record NotSent(String reason) implements AttemptResult {}

    /** Sent, in whole or in part, and no whole answer came: reset, time-out, cut or oversized answer. */
    record Unknown(String reason) implements AttemptResult {}
}
