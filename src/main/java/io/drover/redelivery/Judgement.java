package io.drover.redelivery;

import io.drover.batch.ErrorClass;
import io.drover.response.RequestVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
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

    private static final Set<Integer> ABOUT_THE_REQUEST = Set.of(401, 403, 404, 405, 408, 429);

    /** The place is another one, or does not take what is sent there: nothing was done. After a 303 something may be. */
    private static final Set<Integer> ABOUT_THE_ADDRESS = Set.of(301, 302, 305, 307, 308, 405, 407);

    /** A record that is missing and a request that is too large are told so by proxies and frameworks in front of APIs. */
    private static final Set<Integer> SAID_BY_PAGES_TOO = Set.of(404, 413);

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
        Duration retryAfter = answer.wait(now);
        return answer.ruled().isPresent()
                ? ruled(answer.ruled().get(), answer.status(), retryAfter)
                : byStatus(answer, retryAfter);
    }

    private Verdict ruled(RequestVerdict rule, int status, Duration retryAfter) {
        Duration wait = longer(rule.delay().orElse(Duration.ZERO), retryAfter);
        return switch (rule.kind()) {
            case SUCCESS -> new Verdict.Settled();
            case YIELDING -> new Verdict.Yield(longer(wait, SHORTEST_YIELD), rule.reason());
            case IN_FLIGHT -> new Verdict.Wait(longer(wait, SHORTEST_YIELD), rule.reason());
            case RECOVERABLE -> again(wait, rule.reason(), ErrorClass.EXHAUSTED);
            case UNPROCESSED -> again(wait, rule.reason(), ErrorClass.UNPROCESSED);
            case REAUTHENTICATE -> credentials(401, rule.reason());
            case FINAL -> refused(status, rule.reason());
        };
    }

    private Verdict byStatus(AttemptResult.Answered answer, Duration retryAfter) {
        int status = answer.status();
        String reason = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return answer.page() && !situation.destination().proven() ? page(reason) : new Verdict.Settled();
        }
        if (policy.yieldingErrorCodes().contains(status)) {
            return new Verdict.Yield(longer(retryAfter, SHORTEST_YIELD), reason);
        }
        if (policy.recoverableErrorCodes().contains(status)) {
            return underNewKey(again(retryAfter, reason, ErrorClass.EXHAUSTED), status);
        }
        return status == 409 && situation.key().sentBefore() ? conflictOfRepeat(retryAfter) : refusal(answer);
    }

    /**
     * The first one may still be at work, or may have been what this one conflicts with: so it is never halved, for its
     * halves would have keys that the destination does not know.
     */
    private Verdict conflictOfRepeat(Duration retryAfter) {
        String reason = "HTTP 409 to a repeat";
        return situation.retries() < policy.maxRetries()
                ? again(retryAfter, reason, ErrorClass.HTTP)
                : new Verdict.GiveUp(ErrorClass.HTTP, reason);
    }

    private Verdict refusal(AttemptResult.Answered answer) {
        int status = answer.status();
        String reason = "HTTP " + status;
        if (answer.refusesCredentials()) {
            return credentials(status, reason);
        }
        boolean proven = situation.destination().proven();
        if (answer.isNotFound() ? isNowhere() : !proven && ABOUT_THE_ADDRESS.contains(status)) {
            return new Verdict.Pause(reason + ": check api-base-url, api-endpoint and api-method of the connection");
        }
        return answer.page() && !proven && !SAID_BY_PAGES_TOO.contains(status) ? page(reason) : refused(status, reason);
    }

    private static Verdict page(String reason) {
        return new Verdict.Pause(reason + " with an HTML page, as a login or an error page is: check api-base-url,"
                + " api-endpoint and the credentials of the connection");
    }

    /**
     * A 404 says nothing about the records as long as nothing was ever there, and again after several in a row; only
     * where the path names a record may it be the record that is missing, so one is not enough, and no number of them is
     * once a record was found.
     */
    private boolean isNowhere() {
        Situation.Destination destination = situation.destination();
        int limit = policy.pauseAfterExhausted();
        boolean several = limit > 0 && destination.notFoundInARow() + 1 >= limit;
        return destination.ofOneRecord() ? !destination.proven() && several : !destination.proven() || several;
    }

    private Verdict unknown(String reason) {
        return switch (policy.onUnknownOutcome()) {
            case HOLD -> new Verdict.GiveUp(ErrorClass.IN_DOUBT, reason);
            case LOOK_UP -> new Verdict.LookUp(reason);
            case RESEND -> again(Duration.ZERO, reason, ErrorClass.EXHAUSTED);
        };
    }

    /** A destination that keeps its 5xx with the key would give it again for ever. */
    private Verdict underNewKey(Verdict verdict, int status) {
        boolean stored =
                policy.newKeyAfter() > 0 && status >= 500 && situation.key().sameErrors() >= policy.newKeyAfter();
        return stored && verdict instanceof Verdict.Retry retry
                ? new Verdict.Retry(retry.delay(), retry.reason(), true)
                : verdict;
    }

    /** Of a batch that is known not to be there: it goes again as long as it may. */
    Verdict missing(String reason) {
        return again(Duration.ZERO, reason, ErrorClass.EXHAUSTED);
    }

    private Verdict again(Duration retryAfter, String reason, ErrorClass atLast) {
        if (situation.retries() < policy.maxRetries()) {
            Duration delay = policy.backoff().delay(situation.retries() + 1, random);
            return new Verdict.Retry(longer(delay, retryAfter), reason);
        }
        int limit = policy.pauseAfterExhausted();
        if (limit > 0 && situation.exhaustedInARow() + 1 >= limit) {
            return new Verdict.Pause(reason + ", on " + limit + " batches in a row with all retries used up");
        }
        return new Verdict.GiveUp(atLast, reason);
    }

    /** 401 and 403 say nothing about the records as long as the credentials have not been good for this run. */
    private Verdict credentials(int status, String reason) {
        if (status == 401 && situation.renewableToken() && !situation.tokenRenewed()) {
            return new Verdict.Reauthenticate(reason);
        }
        boolean good = situation.destination().proven()
                || (status == 403 && situation.destination().ofOneRecord());
        return situation.accepted() && good
                ? new Verdict.GiveUp(ErrorClass.HTTP, reason)
                : new Verdict.Pause(reason + ": check the credentials of the connection");
    }

    private Verdict refused(int status, String reason) {
        boolean smaller = status == 413 || (policy.resendInSmallerChunks() && mayBeOfOneRecord(status));
        return smaller && situation.records() > 1
                ? new Verdict.Halve(reason)
                : new Verdict.GiveUp(ErrorClass.HTTP, reason);
    }

    /** Statuses that refuse all for one: not those about the sender, the place, the time, or the destination itself. */
    private static boolean mayBeOfOneRecord(int status) {
        boolean accepted = status >= 200 && status < 300;
        return accepted || (status >= 400 && status < 500 && !ABOUT_THE_REQUEST.contains(status));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
