package io.drover.redelivery;

import io.drover.response.RequestVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one HTTP exchange came to. */
public sealed interface AttemptResult {
    /**
     * A whole answer was read.
     *
     * @param retryAfter the {@code Retry-After} field's text, if there was one
     * @param ruled what the connection's request rules say of it; empty: the status decides
     * @param page whether it is an HTML page; asked only as long as nothing is known of the destination
     */
    record Answered(int status, Optional<String> retryAfter, Optional<RequestVerdict> ruled, boolean page)
            implements AttemptResult {
        /** An answer of which no rule knows. */
        public Answered(int status, Optional<String> retryAfter) {
            this(status, retryAfter, Optional.empty(), false);
        }

        /** How long it asks to wait; zero where it doesn't. */
        public Duration wait(Instant now) {
            return retryAfter.flatMap(text -> RetryAfter.parse(text, now)).orElse(Duration.ZERO);
        }

        /** Whether it refuses the sender rather than the records. */
        public boolean refusesCredentials() {
            return ruled.map(rule -> rule.kind() == RequestVerdict.Kind.REAUTHENTICATE)
                    .orElse(status == 401 || status == 403);
        }

        /** Whether it says that nothing is there, by the status alone. */
        public boolean isNotFound() {
            return ruled.isEmpty() && status == 404;
        }
    }

    /**
     * Nothing was sent: refused, no route, unknown host, TLS handshake or connect time-out. Always safe to repeat.
     */
    record NotSent(String reason) implements AttemptResult {}

    /** Sent, in whole or in part, and no whole answer came: reset, time-out, cut or oversized answer. */
    record Unknown(String reason) implements AttemptResult {}
}
