package io.drover.delivery;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Senders, a pacer and a destination (a token bucket) in virtual time: one event after the other, no threads, the
 * same numbers every time.
 */
final class Traffic {
    static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final Pacer pacer;
    private final SplittableRandom random = new SplittableRandom(7);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final double burst;
    private final long retryAfter;
    private double rate;
    private double tokens;
    private long refilled;
    private long now;
    private long order;
    private long announcedPauseEnd;

    int accepted;
    int refused;
    int startedInsideAPause;
    int unpacedRefusals;

    private record Event(long at, long order, Runnable action) {}

    Traffic(Pacer pacer, int senders, double rate, double burst, long retryAfter) {
        this.pacer = pacer;
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.retryAfter = retryAfter;
        for (int sender = 0; sender < senders; sender++) {
            waiting.add(sender);
        }
        at(0, this::turn);
    }

    void allow(double newRate) {
        rate = newRate;
    }

    void runUntil(long seconds) {
        accepted = 0;
        refused = 0;
        while (!events.isEmpty() && events.peek().at() < seconds * SECOND) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
        }
    }

    double refusedShare() {
        return (double) refused / (accepted + refused);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    private boolean turnPlanned = false;

    private void turn() {
        turnPlanned = false;
        while (!waiting.isEmpty()) {
            long next = pacer.next(now);
            if (next > now) {
                plan(next);
                return;
            }
            waiting.remove();
            start();
        }
    }

    private void plan(long time) {
        if (!turnPlanned) {
            turnPlanned = true;
            at(time, this::turn);
        }
    }

    private void start() {
        long started = now;
        if (started < announcedPauseEnd) {
            startedInsideAPause++;
        }
        pacer.started(started);
        long latency = MILLI + random.nextLong(19 * MILLI);
        long arrival = latency / 2;
        at(now + arrival, () -> {
            boolean taken = take();
            at(now + latency - arrival, () -> answered(started, taken));
        });
    }

    private void answered(long started, boolean taken) {
        if (taken) {
            accepted++;
            pacer.accepted(started);
        } else {
            refused++;
            announcedPauseEnd = Math.max(announcedPauseEnd, now + retryAfter);
            pacer.refused(started, now, retryAfter);
        }
        waiting.add(0);
        if (!turnPlanned) {
            turn();
        }
    }

    private boolean take() {
        tokens = Math.min(burst, tokens + (now - refilled) * rate / SECOND);
        refilled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
