package io.drover.delivery;

import io.drover.connection.Rate;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Everything that makes a connection's senders wait: the pause that a {@code Retry-After} asks for (RFC 9110
 * §10.2.3), the rate, and an outage. One per connection, shared by all its batches.
 *
 * <p>A sender calls {@link #await}, sends, and calls {@link #answered} with the verdict, or {@link #abandoned} when
 * it ended without one. Waits are by a monotonic clock and end at once when the process stops.
 *
 * <p>Thread-safe. One waiting sender at a time watches the clock, the others queue behind it, so a wake-up costs the
 * same however many wait.
 */
public final class Gate {
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final long origin;
    private final Pacer pacer;
    private final Outage outage;
    private final TrackRecord record;
    private final Lessons lessons;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final Condition changed = lock.newCondition();
    private final Condition held = lock.newCondition();
    private volatile boolean stopped;
    private boolean watched;
    /** Neither stopped nor paused, paced or down: nobody needs the lock. */
    private volatile boolean free;

    /**
     * An open gate.
     *
     * @param longestAttempt connect plus response time-out: a probe that has not come back by then is lost
     * @param nanoTime as {@link System#nanoTime}
     */
    public Gate(Optional<Rate> rate, RedeliveryPolicy policy, Duration longestAttempt, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.pacer = new Pacer(rate);
        this.outage = new Outage(longestAttempt.plus(SLACK));
        this.record = new TrackRecord(policy.pauseAfterExhausted());
        this.lessons = new Lessons(pacer, outage, record, policy.backoff().max());
        this.free = pacer.unpaced();
    }

    /** Returns when the next request may start. */
    public Pass await() throws StoppedException, InterruptedException {
        return await(() -> false);
    }

    /**
     * Returns when the next request may start.
     *
     * @param givenUp whether this sender need not wait any longer; asked again after each {@link #wake}
     */
    public Pass await(BooleanSupplier givenUp) throws StoppedException, InterruptedException {
        if (free) {
            return new Pass(now(), false);
        }
        lock.lockInterruptibly();
        try {
            while (watched) {
                requireRunning(givenUp);
                turn.await();
            }
            watched = true;
            return watch(givenUp);
        } finally {
            lock.unlock();
        }
    }

    /** Lets one sender wait before its batch's retry; the others go on. */
    public void hold(Duration delay) throws StoppedException, InterruptedException {
        hold(delay, () -> false);
    }

    /**
     * Lets one sender wait before its batch's retry; the others go on.
     *
     * @param givenUp as for {@link #await}
     */
    public void hold(Duration delay, BooleanSupplier givenUp) throws StoppedException, InterruptedException {
        if (delay.isZero() && !stopped) {
            return;
        }
        lock.lockInterruptibly();
        try {
            long left = delay.toNanos();
            requireRunning(givenUp);
            while (left > 0) {
                left = held.awaitNanos(left);
                requireRunning(givenUp);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Everybody who waits looks whether they need to wait any longer. */
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
            turn.signalAll();
            held.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Learns from an attempt and its verdict. */
    public void answered(Pass pass, AttemptResult result, Verdict verdict) {
        lock.lock();
        try {
            lessons.of(pass, result, verdict, now());
            refresh();
        } finally {
            lock.unlock();
        }
    }

    /** Learns from a question about a batch: of the batches themselves it says nothing. */
    public void followedUp(Pass pass, AttemptResult result, Verdict verdict) {
        lock.lock();
        try {
            lessons.ofQuestion(pass, result, verdict, now());
            refresh();
        } finally {
            lock.unlock();
        }
    }

    /** The sender ended without an attempt's result; without this call a probe is lost until its time-out. */
    public void abandoned(Pass pass) {
        lock.lock();
        try {
            outage.abandoned(pass, now());
            refresh();
        } finally {
            lock.unlock();
        }
    }

    /** A check found the destination in order: a sender that waits for an outage to end tries at once. */
    public void checked() {
        lock.lock();
        try {
            outage.doubted(now());
            refresh();
        } finally {
            lock.unlock();
        }
    }

    /** The process is stopping: everybody who waits, and who comes, gets {@link StoppedException}. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            refresh();
            turn.signalAll();
            held.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The connection has had a 2xx since credentials were last in doubt. */
    public boolean accepted() {
        return record.accepted();
    }

    /** Batches that used up their retries since the last 2xx. */
    public int exhaustedInARow() {
        return record.exhaustedInARow();
    }

    /** 404 since any other answer. */
    public int notFoundInARow() {
        return record.notFoundInARow();
    }

    public GateState state() {
        lock.lock();
        try {
            long now = now();
            if (outage.down()) {
                return new GateState.Down(
                        outage.reason(), Duration.ofNanos(now - outage.since()), until(outage.nextProbe(), now));
            }
            return pacer.pausedUntil() > now
                    ? new GateState.Paused(until(pacer.pausedUntil(), now))
                    : new GateState.Open();
        } finally {
            lock.unlock();
        }
    }

    private Pass watch(BooleanSupplier givenUp) throws StoppedException, InterruptedException {
        try {
            while (true) {
                requireRunning(givenUp);
                long now = now();
                long next = outage.down() ? Math.max(outage.nextProbe(), pacer.next(now)) : pacer.next(now);
                if (next <= now) {
                    return start(now);
                }
                changed.awaitNanos(next - now);
            }
        } finally {
            watched = false;
            turn.signal();
        }
    }

    private Pass start(long now) {
        boolean probe = outage.down();
        if (probe) {
            outage.probing(now);
        }
        pacer.started(now);
        return new Pass(now, probe);
    }

    private void requireRunning(BooleanSupplier givenUp) throws StoppedException {
        if (stopped || givenUp.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    private void refresh() {
        free = pacer.unpaced() && !outage.down() && !stopped;
        changed.signal();
        if (free) {
            turn.signalAll();
        }
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }

    private static Duration until(long time, long now) {
        return Duration.ofNanos(Math.max(0, time - now));
    }
}
