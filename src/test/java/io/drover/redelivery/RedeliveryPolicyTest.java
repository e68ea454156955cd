package io.drover.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.ErrorClass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code spec/status-rules.yaml} and {@code spec/follow-up-rules.yaml}, case by case. */
class RedeliveryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Backoff BACKOFF = new Backoff(Backoff.DEFAULT_FIRST, Backoff.DEFAULT_MAX);

    @TestFactory
    Stream<DynamicTest> judgesAnAttempt() throws IOException {
        return SpecTable.read("status-rules.yaml").cases().stream()
                .map(VerdictCase::new)
                .map(line -> DynamicTest.dynamicTest(
                        line.id(),
                        () -> line.assertVerdict(
                                line.policy().verdict(line.attempt(), line.situation(), NOW, VerdictCase.NO_JITTER))));
    }

    @TestFactory
    Stream<DynamicTest> judgesAnAttemptToLearnWhatBecameOfABatch() throws IOException {
        return SpecTable.read("follow-up-rules.yaml").cases().stream()
                .map(VerdictCase::new)
                .map(line -> DynamicTest.dynamicTest(
                        line.id(),
                        () -> line.assertVerdict(line.policy()
                                .afterFollowUp(
                                        line.attempt(), line.failed(), line.situation(), NOW, VerdictCase.NO_JITTER))));
    }

    @Test
    void sendsABatchThatIsNotThereAgainAsLongAsItMay() {
        VerdictCase first = new VerdictCase(new SpecTable.Case(Map.of("retries", 2)));
        assertThat(first.policy().missing("gone", first.situation(), NOW, VerdictCase.NO_JITTER))
                .isEqualTo(new Verdict.Retry(Duration.ofSeconds(4), "gone"));
        VerdictCase last = new VerdictCase(new SpecTable.Case(Map.of("retries", 3)));
        assertThat(last.policy().missing("gone", last.situation(), NOW, VerdictCase.NO_JITTER))
                .isEqualTo(new Verdict.GiveUp(ErrorClass.EXHAUSTED, "gone"));
    }

    @Test
    void refusesAStatusInBothLists() {
        assertThatThrownBy(() -> policy(Set.of(429, 503, 504), Set.of(429, 503)))
                .hasMessageStartingWith(
                        "recoverable-error-codes and yielding-error-codes both name [429, 503]: a status is retried");
    }

    @Test
    void refusesAStatusThatIsNoError() {
        assertThatThrownBy(() -> policy(Set.of(503), Set.of(200)))
                .hasMessageStartingWith("yielding-error-codes must name HTTP statuses from 300 to 999, but named 200");
        assertThatThrownBy(() -> policy(Set.of(299), Set.of()))
                .hasMessage("recoverable-error-codes must name HTTP statuses from 300 to 999, but named 299;"
                        + " remove it from recoverable-error-codes");
        assertThatThrownBy(() -> policy(Set.of(1000), Set.of())).hasMessageContaining("but named 1000");
        assertThat(policy(Set.of(300, 999), Set.of()).recoverableErrorCodes()).containsExactlyInAnyOrder(300, 999);
    }

    @Test
    void refusesCountsBelowZero() {
        assertThat(policy(0, 0, 0).maxRetries()).isZero();
        assertThatThrownBy(() -> policy(-1, 0, 0))
                .hasMessage("max-retries must be 0 or more, but was -1 (set max-retries)");
        assertThatThrownBy(() -> policy(0, -1, 0)).hasMessageStartingWith("pause-after-exhausted must be 0 or more");
        assertThatThrownBy(() -> policy(0, 0, -1)).hasMessageStartingWith("new-key-after must be 0 or more");
    }

    @Test
    void differsInOneNumberFromThePolicyItIsMadeOf() {
        assertThat(policy(4, 9, 2).withPauseAfterExhausted(1)).isEqualTo(policy(4, 1, 2));
    }

    private static RedeliveryPolicy policy(Set<Integer> recoverable, Set<Integer> yielding) {
        return new RedeliveryPolicy(recoverable, yielding, 3, false, BACKOFF, UnknownOutcome.RESEND, 5, 0);
    }

    private static RedeliveryPolicy policy(int maxRetries, int pauseAfterExhausted, int newKeyAfter) {
        return new RedeliveryPolicy(
                RedeliveryPolicy.DEFAULT_RECOVERABLE,
                RedeliveryPolicy.DEFAULT_YIELDING,
                maxRetries,
                true,
                BACKOFF,
                UnknownOutcome.HOLD,
                pauseAfterExhausted,
                newKeyAfter);
    }
}
