package io.drover.response;

import java.util.Locale;
import java.util.Optional;

/**
 * Recognises the answer to a repeat whose first request is still at work (draft-ietf-httpapi-idempotency-key-header): a
 * 409 that says when to come again, or that speaks of idempotency. Any other 409 is about the records.
 */
public final class InFlight {
    private InFlight() {}

    /** What it says of the request; empty where it is no such answer. */
    public static Optional<RequestVerdict> in(Answer answer) {
        if (answer.status() != 409) {
            return Optional.empty();
        }
        boolean speaksOfIt = answer.json()
                .map(JsonText::of)
                .filter(text -> text.toLowerCase(Locale.ROOT).contains("idempoten"))
                .isPresent();
        return speaksOfIt || answer.header("retry-after").isPresent()
                ? Optional.of(new RequestVerdict(
                        RequestVerdict.Kind.IN_FLIGHT, Optional.empty(), "HTTP 409, the same request is still at work"))
                : Optional.empty();
    }
}
