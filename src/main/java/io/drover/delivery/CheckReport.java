package io.drover.delivery;

import io.drover.delivery.CheckStep.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param latency of the request that was tried
 * @param certificateExpiresAt of the server's own certificate
 * @param clientCertificateExpiresAt of the one that is shown to the server
 * @param tokenExpiresAt of the token that was given
 * @param accounts what a search for them came to; empty where none was made
 */
public record CheckReport(
        Instant at,
        List<CheckStep> steps,
        Optional<Duration> latency,
        Optional<Instant> certificateExpiresAt,
        Optional<Instant> clientCertificateExpiresAt,
        Optional<Instant> tokenExpiresAt,
        Optional<FoundAccounts> accounts) {
    public CheckReport {
        steps = List.copyOf(steps);
    }

    public boolean isGood() {
        return failure().isEmpty();
    }

    /** The step that failed. That the accounts were not found says nothing of deliveries. */
    public Optional<CheckStep> failure() {
        return steps.stream()
                .filter(step -> step.result() == Result.FAILED && !step.name().equals(ConnectionCheck.ACCOUNTS))
                .findFirst();
    }

    /** Whether it is the credentials that are refused, so that asking again won't help. */
    public boolean isRefusal() {
        return failure()
                .filter(step -> step.name().equals("token") || step.name().equals("request"))
                .isPresent();
    }
}
