package io.drover.redelivery;

import io.drover.batch.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The rules for a GET that asks what became of a batch. It may be repeated whatever happened to it; what it can't tell
 * in {@code max-retries} further attempts is in doubt.
 *
 * @param failed attempts so far that told nothing
 */
record FollowUpJudgement(
        RedeliveryPolicy policy, int failed, Situation situation, Instant now, RandomGenerator random) {
    Verdict of(AttemptResult result) {
        if (result instanceof AttemptResult.NotSent notSent) {
            return new Verdict.Pause("not reachable: " + notSent.reason());
        }
        return result instanceof AttemptResult.Answered answer
                ? answered(answer)
                : again(Duration.ZERO, "no answer: " + ((AttemptResult.Unknown) result).reason());
    }

    private Verdict answered(AttemptResult.Answered answer) {
        int status = answer.status();
        String reason = "HTTP " + status;
        Duration retryAfter = answer.wait(now);
        if (status >= 200 && status < 300 && !answer.page()) {
            return new Verdict.Settled();
        }
        if (policy.yieldingErrorCodes().contains(status)) {
            return new Verdict.Yield(Judgement.longer(retryAfter, Judgement.SHORTEST_YIELD), reason);
        }
        if (answer.refusesCredentials()) {
            return status == 401 && situation.renewableToken() && !situation.tokenRenewed()
                    ? new Verdict.Reauthenticate(reason)
                    : new Verdict.Pause(reason + ": check the credentials of the connection");
        }
        return again(retryAfter, answer.page() ? reason + " with an HTML page" : reason);
    }

    private Verdict again(Duration retryAfter, String reason) {
        return failed < policy.maxRetries()
                ? new Verdict.Wait(Judgement.longer(policy.backoff().delay(failed + 1, random), retryAfter), reason)
                : new Verdict.GiveUp(ErrorClass.IN_DOUBT, reason);
    }
}
