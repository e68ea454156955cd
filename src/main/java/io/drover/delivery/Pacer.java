package io.drover.delivery;

import io.drover.connection.Rate;
import java.util.Optional;

/**
 * When the next request of a connection may start: after the pause a destination asked for, within the
 * configured rate, and just below the rate the destination was seen to allow.
 *
 * <p>Until the first refusal (429 or another yielding status) nothing is held back. From then on:
 * <ul>
 *   <li>trial: where all are refused, ever more slowly, until one is accepted;
 *   <li>ramp: from the burst that was accepted at first, doubling four times a second until the next refusal;
 *   <li>hold: just below the rate that {@link RefusalHistory} reads from that refusal, for a minute;
 *   <li>probe: grow, slowly first and then fast (the convex half of CUBIC, RFC 9438 §4.2), until the next refusal.
 * </ul>
 * All refusals of requests that began before the first of them was known are one event.
 *
 * <p>Pure and not thread-safe: {@link Gate} guards it. Times are nanoseconds of one monotonic clock that began at 0.
 */
final class Pacer {
    private static final double NANOS = 1e9;
    /** Requests per second: one in four seconds, so that a destination that takes them again is known within five. */
    private static final double SLOWEST = 0.25;

    /** Share of the seen rate that is used: the rest keeps the destination's bucket from running dry. */
    private static final double SHARE = 0.99;

    /** After each refusal the rate is at most this share of what it was. */
    private static final double SMALLEST_STEP_DOWN = 0.98;
    /** A series of few requests says little: the rate keeps this share, and is soon probed again. */
    private static final double LARGEST_STEP_DOWN = 0.7;

    private static final double TELLING_BURSTS = 4;
    private static final double SHORT_HOLD_SECONDS = 5;
    private static final double RAMP_DOUBLINGS_PER_SECOND = 4;
    /** Where a ramp begins after a trial. */
    private static final double RAMP_AFTER_TRIAL = 4;

    private static final double HOLD_SECONDS = 60;
    /** A probe has doubled the rate after this time. */
    private static final double PROBE_SECONDS = 25;
    /** Starts may catch up with that much lateness of threads, and no more. */
    private static final long CATCH_UP = 5_000_000L;

    /** How the rate moves. */
    private enum Phase {
        UNPACED,
        TRIAL,
        RAMP,
        HOLD
    }

    private final Optional<Rate> configured;
    private final Spacing configuredSpacing = new Spacing(0);
    private final Spacing learnedSpacing = new Spacing(0);
    private final RefusalHistory history = new RefusalHistory();
    private Phase phase = Phase.UNPACED;
    /** The rate per second when the phase began. */
    private double base;

    private double holdSeconds = HOLD_SECONDS;
    private long phaseBegan;
    private long pausedUntil;
    private long refusedAt;
    private boolean refused;
    private long resumedAt;

    Pacer(Optional<Rate> configured) {
        this.configured = configured;
    }

    /** Nothing holds requests back, now or later, until the next refusal. */
    boolean unpaced() {
        return phase == Phase.UNPACED && configured.isEmpty() && !refused;
    }

    /** The end of the pause; in the past when there is none. */
    long pausedUntil() {
        return pausedUntil;
    }

    /** When the next request may start; at or before {@code now} means at once. */
    long next(long now) {
        if (now < pausedUntil) {
            return pausedUntil;
        }
        if (refused) {
            resume(now);
        }
        long next = configured.isEmpty() ? now : configuredSpacing.next(tolerance(configured.get()));
        return phase == Phase.UNPACED ? next : Math.max(next, learnedSpacing.next(CATCH_UP));
    }

    /** A request starts now, as {@link #next} allowed. */
    void started(long now) {
        configured.ifPresent(rate -> configuredSpacing.started(now, interval(rate)));
        if (phase != Phase.UNPACED) {
            learnedSpacing.started(now, (long) (NANOS / rate(now)));
        }
    }

    /** The destination took a request that began then. */
    void accepted(long started) {
        history.accepted(started);
        if (phase == Phase.TRIAL && started >= resumedAt) {
            begin(Phase.RAMP, Math.max(RAMP_AFTER_TRIAL, base), started);
            learnedSpacing.restart(started);
        }
    }

    /**
     * The destination refused a request that began at {@code started}, and asks for a pause.
     *
     * @param pause in nanoseconds from now
     */
    void refused(long started, long now, long pause) {
        pausedUntil = Math.max(pausedUntil, now + pause);
        if (!refused && started >= resumedAt) {
            refused = true;
            refusedAt = now;
        }
    }

    /** The learned rate per second; infinite while unpaced. */
    double rate(long now) {
        double seconds = (now - phaseBegan) / NANOS;
        if (phase == Phase.UNPACED) {
            return Double.POSITIVE_INFINITY;
        }
        if (phase == Phase.RAMP) {
            return base * StrictMath.pow(2, Math.min(seconds * RAMP_DOUBLINGS_PER_SECOND, 40));
        }
        if (phase == Phase.TRIAL) {
            return base;
        }
        double probing = Math.max(0, seconds - holdSeconds) / PROBE_SECONDS;
        return base * (1 + probing * probing * probing);
    }

    /** The pause is over and the answers to what was in flight are in: the moment to learn from the refusal. */
    private void resume(long now) {
        if (phase == Phase.UNPACED) {
            history.readBurst();
            begin(Phase.RAMP, Math.max(1, history.burst()), now);
        } else if (history.count() == 0) {
            begin(Phase.TRIAL, Math.max(SLOWEST, base / 2), now);
        } else {
            hold(now);
        }
        history.clear();
        refused = false;
        resumedAt = now;
    }

    private void hold(long now) {
        double before = rate(refusedAt);
        double seen = SHARE * history.rate();
        boolean telling = history.count() > TELLING_BURSTS * history.burst();
        double sustained = history.count() * NANOS / Math.max(1, now - resumedAt);
        // A rate that grew while nobody sent was never tried: only what was proves anything.
        double tried = Math.min(before, Math.max(base, 2.0 * history.count()));
        double lowest = Math.max(sustained, telling ? SLOWEST : tried * LARGEST_STEP_DOWN);
        begin(Phase.HOLD, Math.min(Math.max(seen, lowest), before * SMALLEST_STEP_DOWN), now);
        holdSeconds = telling ? HOLD_SECONDS : SHORT_HOLD_SECONDS;
    }

    private void begin(Phase next, double rate, long now) {
        phase = next;
        base = rate;
        phaseBegan = now;
    }

    /**
     * A burst at the start and one request per interval after it are together no more than the configured requests
     * in any period.
     */
    private static int burst(Rate rate) {
        return Math.max(1, Math.min(10, rate.requests() / 10));
    }

    private static long interval(Rate rate) {
        return rate.period().toNanos() / (rate.requests() - burst(rate) + 1);
    }

    private static long tolerance(Rate rate) {
        return (burst(rate) - 1) * interval(rate);
    }
}
