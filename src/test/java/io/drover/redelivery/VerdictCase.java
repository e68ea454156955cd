package io.drover.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.response.RequestVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A line of a table of verdicts; what it leaves out is as the table says. */
record VerdictCase(SpecTable.Case line) {
    static final RandomGenerator NO_JITTER = new NoJitter();

    String id() {
        return line.text("id");
    }

    int failed() {
        return line.number("failed", 0);
    }

    /** The verdict is what the case says, as far as it says anything. */
    void assertVerdict(Verdict verdict) {
        assertThat(word(verdict)).isEqualTo(line.text("verdict"));
        if (line.has("seconds")) {
            assertThat(delay(verdict)).contains(Duration.ofSeconds(line.number("seconds", 0)));
        }
        if (line.has("class")) {
            assertThat(((Verdict.GiveUp) verdict).errorClass().word()).isEqualTo(line.text("class"));
        }
        if (line.has("reason")) {
            assertThat(verdict).extracting("reason").isEqualTo(line.text("reason"));
        }
    }

    AttemptResult attempt() {
        if (line.has("unknown")) {
            return new AttemptResult.Unknown(line.text("unknown"));
        }
        if (line.has("not-sent")) {
            return new AttemptResult.NotSent(line.text("not-sent"));
        }
        return new AttemptResult.Answered(
                line.number("status", 0),
                line.has("retry-after") ? Optional.of(line.text("retry-after")) : Optional.empty(),
                line.has("rule") ? Optional.of(rule()) : Optional.empty(),
                line.flag("page", false));
    }

    private RequestVerdict rule() {
        return new RequestVerdict(
                RequestVerdict.Kind.valueOf(line.text("rule").toUpperCase(Locale.ROOT)),
                line.has("delay") ? Optional.of(Duration.ofSeconds(line.number("delay", 0))) : Optional.empty(),
                "HTTP " + line.number("status", 0) + ", by a rule");
    }

    Situation situation() {
        return new Situation(
                line.number("retries", 0),
                line.number("records", 10),
                line.flag("renewable-token", false),
                line.flag("token-renewed", false),
                line.flag("accepted", true),
                new Situation.Destination(
                        line.flag("proven", true),
                        line.flag("of-one-record", false),
                        line.number("not-found-in-a-row", 0)),
                line.number("exhausted-in-a-row", 0),
                new Situation.Key(line.flag("sent-before", false), line.number("same-errors", 0)));
    }

    RedeliveryPolicy policy() {
        return new RedeliveryPolicy(
                codes(line.value("recoverable", List.copyOf(RedeliveryPolicy.DEFAULT_RECOVERABLE))),
                codes(line.value("yielding", List.copyOf(RedeliveryPolicy.DEFAULT_YIELDING))),
                line.number("max-retries", RedeliveryPolicy.DEFAULT_MAX_RETRIES),
                line.flag("smaller-chunks", false),
                new Backoff(Backoff.DEFAULT_FIRST, Backoff.DEFAULT_MAX),
                unknownOutcome(),
                line.number("pause-after-exhausted", RedeliveryPolicy.DEFAULT_PAUSE_AFTER_EXHAUSTED),
                line.number("new-key-after", 0));
    }

    private UnknownOutcome unknownOutcome() {
        if (line.flag("look-up", false)) {
            return UnknownOutcome.LOOK_UP;
        }
        return line.flag("hold", false) ? UnknownOutcome.HOLD : UnknownOutcome.RESEND;
    }

    private static Set<Integer> codes(Object list) {
        return ((List<?>) list).stream().map(Integer.class::cast).collect(Collectors.toSet());
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry && retry.newKey()) {
            return "retry-with-new-key";
        }
        return verdict.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Duration> delay(Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry) {
            return Optional.of(retry.delay());
        }
        if (verdict instanceof Verdict.Wait wait) {
            return Optional.of(wait.delay());
        }
        return verdict instanceof Verdict.Yield yield ? Optional.of(yield.delay()) : Optional.empty();
    }

    /** Always the longest wait. */
    private static final class NoJitter implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}
