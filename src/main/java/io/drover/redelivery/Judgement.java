package io.drover.redelivery;

import io.drover.batch.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One use of a policy: the rules of the contract's "Delivery", in their order.
 *
 * <p>Statuses the policy does not name are final whatever they are, as is a 3xx: a redirect is never followed with a
 * body or credentials (RFC 9110 §15.4).
 */
record Judgement(RedeliveryPolicy policy, Situation situation, Instant now, RandomGenerator random) {
    /** A yield without {@code Retry-After}, or with a shorter one, waits this long: for ever is never a busy loop. */
    static final Duration SHORTEST_YIELD = Duration.ofSeconds(1);

    Verdict of(AttemptResult result) {
        if (result instanceof AttemptResult.Answered answered) {
            return answered(answered);
        }
        if (result instanceof AttemptResult.Unknown unknown) {
            return unknown("no answer: " + unknown.reason());
        }
        return new Verdict.Pause("not reachable: " + ((AttemptResult.NotSent) result).reason());
    }

    private Verdict answered(AttemptResult.Answered answer) {
        int status = answer.status();
        String reason = "HTTP " + status;
        Duration retryAfter =
                answer.retryAfter().flatMap(text -> RetryAfter.parse(text, now)).orElse(Duration.ZERO);
        if (status >= 200 && status < 300) {
            return new Verdict.Settled();
        }
        if (policy.yieldingErrorCodes().contains(status)) {
            return new Verdict.Yield(longer(retryAfter, SHORTEST_YIELD), reason);
        }
        if (policy.recoverableErrorCodes().contains(status)) {
            return again(retryAfter, reason);
        }
        return credentials(status, reason).orElseGet(() -> refused(status, reason));
    }

    private Verdict unknown(String reason) {
        return policy.onUnknownOutcome() == UnknownOutcome.HOLD
                ? new Verdict.GiveUp(ErrorClass.IN_DOUBT, reason)
                : again(Duration.ZERO, reason);
    }

    private Verdict again(Duration retryAfter, String reason) {
        if (situation.retries() < policy.maxRetries()) {
            Duration delay = policy.backoff().delay(situation.retries() + 1, random);
            return new Verdict.Retry(longer(delay, retryAfter), reason);
        }
        int limit = policy.pauseAfterExhausted();
        if (limit > 0 && situation.exhaustedInARow() + 1 >= limit) {
            return new Verdict.Pause(reason + ", on " + limit + " batches in a row with all retries used up");
        }
        return new Verdict.GiveUp(ErrorClass.EXHAUSTED, reason);
    }

    /** 401 and 403 say nothing about the records as long as the credentials have never been good. */
    private Optional<Verdict> credentials(int status, String reason) {
        if (status == 401 && situation.renewableToken() && !situation.tokenRenewed()) {
            return Optional.of(new Verdict.Reauthenticate(reason));
        }
        if (status != 401 && status != 403) {
            return Optional.empty();
        }
        return Optional.of(
                situation.accepted()
                        ? new Verdict.GiveUp(ErrorClass.HTTP, reason)
                        : new Verdict.Pause(reason + ": check the credentials of the connection"));
    }

    private Verdict refused(int status, String reason) {
        boolean smaller = status == 413 || policy.resendInSmallerChunks();
        return smaller && situation.records() > 1
                ? new Verdict.Halve(reason)
                : new Verdict.GiveUp(ErrorClass.HTTP, reason);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
