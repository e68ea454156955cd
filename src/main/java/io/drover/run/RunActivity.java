package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.result.Summary;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What runs under way did in each of the last minutes' seconds, and which of their requests are unanswered: for who
 * looks on. It costs a run a few additions per batch.
 */
public final class RunActivity implements RunListener {
    private static final int SECONDS_KEPT = 300;

    private final LongSupplier nanoTime;
    private final LongSupplier epochMillis;
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param epochMillis as {@link System#currentTimeMillis}
     */
    public RunActivity(LongSupplier nanoTime, LongSupplier epochMillis) {
        this.nanoTime = nanoTime;
        this.epochMillis = epochMillis;
    }

    /**
     * What happened in one second.
     *
     * @param at seconds since 1970
     */
    public record Second(long at, long succeeded, long failed, long retries, long yields) {}

    /**
     * A request whose answer is awaited.
     *
     * @param attempt 1 for the first
     */
    public record Awaited(String batch, int attempt, Duration since) {}

    /** How a run goes. */
    public record Reading(List<Second> seconds, List<Awaited> awaited) {
        public Reading {
            seconds = List.copyOf(seconds);
            awaited = List.copyOf(awaited);
        }
    }

    /** The run's last minutes, without gaps and up to now; empty when it is not under way. */
    public Optional<Reading> of(String run) {
        return Optional.ofNullable(tracks.get(run)).map(track -> track.reading(second(), nanoTime.getAsLong()));
    }

    private long second() {
        return epochMillis.getAsLong() / 1000;
    }

    private Track track(Run run) {
        return tracks.computeIfAbsent(run.id(), id -> new Track());
    }

    @Override
    public void started(Run run) {
        track(run);
    }

    @Override
    public void sending(Run run, BatchId batch) {
        track(run).sending(batch.name(), nanoTime.getAsLong());
    }

    @Override
    public void attempted(Run run, BatchId batch, int status, Duration took) {
        track(run).answered(batch.name());
    }

    @Override
    public void retried(Run run, BatchId batch, String reason) {
        track(run).add(new Second(second(), 0, 0, 1, 0));
    }

    @Override
    public void yielded(Run run, BatchId batch, String reason, Duration delay) {
        track(run).add(new Second(second(), 0, 0, 0, 1));
    }

    @Override
    public void settled(Run run, BatchId batch, Tally tally) {
        Track track = track(run);
        track.forget(batch.name());
        track.add(new Second(second(), tally.succeeded(), tally.failed(), 0, 0));
    }

    @Override
    public void ended(Run run, Summary summary) {
        tracks.remove(run.id());
    }

    @Override
    public void suspended(Run run, String reason) {
        tracks.remove(run.id());
    }

    /** One run's; guarded by itself. */
    private static final class Track {
        private final Deque<Second> seconds = new ArrayDeque<>();
        private final Map<String, Long> sentAt = new HashMap<>();
        private final Map<String, Integer> attempts = new HashMap<>();

        synchronized void sending(String batch, long now) {
            sentAt.put(batch, now);
            attempts.merge(batch, 1, Integer::sum);
        }

        synchronized void answered(String batch) {
            sentAt.remove(batch);
        }

        synchronized void forget(String batch) {
            sentAt.remove(batch);
            attempts.remove(batch);
        }

        synchronized void add(Second more) {
            Second last = seconds.peekLast();
            if (last != null && last.at() >= more.at()) {
                seconds.removeLast();
                seconds.addLast(new Second(
                        last.at(),
                        last.succeeded() + more.succeeded(),
                        last.failed() + more.failed(),
                        last.retries() + more.retries(),
                        last.yields() + more.yields()));
            } else {
                seconds.addLast(more);
            }
            while (seconds.size() > SECONDS_KEPT) {
                seconds.removeFirst();
            }
        }

        /** The second that is going on is left out: it is not whole yet. */
        synchronized Reading reading(long second, long now) {
            List<Awaited> awaited = new ArrayList<>();
            sentAt.forEach((batch, since) -> awaited.add(
                    new Awaited(batch, attempts.getOrDefault(batch, 1), Duration.ofNanos(Math.max(0, now - since)))));
            awaited.sort((one, other) -> other.since().compareTo(one.since()));
            return new Reading(whole(second), awaited);
        }

        private List<Second> whole(long until) {
            Map<Long, Second> known = new HashMap<>();
            seconds.forEach(each -> known.put(each.at(), each));
            long first = seconds.isEmpty() ? until : Math.max(seconds.getFirst().at(), until - SECONDS_KEPT);
            List<Second> all = new ArrayList<>();
            for (long at = first; at < until; at++) {
                all.add(known.getOrDefault(at, new Second(at, 0, 0, 0, 0)));
            }
            return all;
        }
    }
}
