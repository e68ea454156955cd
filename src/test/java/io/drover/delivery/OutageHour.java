package io.drover.delivery;

import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Backoff;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.Situation;
import io.drover.redelivery.UnknownOutcome;
import io.drover.redelivery.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Lanes of batches before a destination that fails for an hour, in virtual time: the gate and the policy are the real
 * ones, with the settings that are the defaults; the clock and the destination are not. One thread, the same every time.
 */
final class OutageHour {
    static final int LANES = 4;
    private static final long MILLI = 1_000_000L;
    /** How finely time passes. */
    private static final long STEP = 100 * MILLI;

    private static final long ANSWERS_AFTER = 100 * MILLI;

    private final RedeliveryPolicy policy = new RedeliveryPolicy(
            RedeliveryPolicy.DEFAULT_RECOVERABLE,
            RedeliveryPolicy.DEFAULT_YIELDING,
            RedeliveryPolicy.DEFAULT_MAX_RETRIES,
            false,
            new Backoff(Backoff.DEFAULT_FIRST, Backoff.DEFAULT_MAX),
            UnknownOutcome.RESEND,
            RedeliveryPolicy.DEFAULT_PAUSE_AFTER_EXHAUSTED,
            0);
    private final Gate gate = new Gate(Optional.empty(), policy, Duration.ofSeconds(70), this::nanos);
    private final Random random = new Random(7);
    private final List<Lane> lanes = new ArrayList<>();
    private AttemptResult answer = new AttemptResult.Answered(200, Optional.empty());
    private long now;
    private int batches;
    /** Who comes to the gate now would wait. */
    private boolean closed;

    /** When requests that were refused began. */
    final List<Duration> refused = new ArrayList<>();
    /** Batch to how often it was refused. */
    final Map<Integer, Integer> refusals = new HashMap<>();
    /** When requests that were answered well began. */
    final List<Duration> accepted = new ArrayList<>();

    int givenUp;

    OutageHour() {
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new Lane());
        }
    }

    /** From now on requests are met like this. */
    void meet(AttemptResult with) {
        answer = with;
    }

    void runFor(Duration time) throws StoppedException {
        long until = now + time.toNanos();
        while (now < until) {
            closed = false;
            for (Lane lane : lanes) {
                lane.move();
            }
            now += STEP;
        }
    }

    Duration time() {
        return Duration.ofNanos(now);
    }

    private long nanos() {
        return now;
    }

    /** The pass, if there would be no wait for it: who is interrupted is let through, but does not wait. */
    private Optional<Pass> pass() throws StoppedException {
        if (closed) {
            return Optional.empty();
        }
        try {
            return Optional.of(gate.await(() -> {
                Thread.currentThread().interrupt();
                return false;
            }));
        } catch (InterruptedException wouldWait) {
            closed = true;
            return Optional.empty();
        } finally {
            Thread.interrupted();
        }
    }

    /** Takes one batch after the other. */
    private final class Lane {
        private int batch = ++batches;
        private int retries;
        private long readyAt;
        private long answeredAt;
        private Optional<Pass> under = Optional.empty();

        void move() throws StoppedException {
            if (under.isPresent()) {
                if (now >= answeredAt) {
                    answered(under.get());
                }
            } else if (now >= readyAt) {
                under = pass();
                answeredAt = now + ANSWERS_AFTER;
            }
        }

        private void answered(Pass pass) {
            under = Optional.empty();
            Situation situation = new Situation(
                    retries,
                    100,
                    false,
                    false,
                    gate.accepted(),
                    Situation.Destination.PROVEN,
                    gate.exhaustedInARow(),
                    new Situation.Key(retries > 0, 0));
            Verdict verdict = policy.verdict(answer, situation, Instant.EPOCH.plusNanos(now), random);
            gate.answered(pass, answer, verdict);
            note(Duration.ofNanos(pass.started()), verdict);
            if (verdict instanceof Verdict.Retry retry) {
                retries++;
                readyAt = now + retry.delay().toNanos();
            } else if (verdict instanceof Verdict.Settled || verdict instanceof Verdict.GiveUp) {
                givenUp += verdict instanceof Verdict.GiveUp ? 1 : 0;
                batch = ++batches;
                retries = 0;
            }
        }

        private void note(Duration started, Verdict verdict) {
            if (verdict instanceof Verdict.Settled) {
                accepted.add(started);
            } else {
                refused.add(started);
                refusals.merge(batch, 1, Integer::sum);
            }
        }
    }
}
