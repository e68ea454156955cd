package io.drover.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.journal.RunDiary;
import io.drover.result.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final int MOST_POINTS = 300;
    private static final String TOTAL = "total";
    private static final String EXACT = "exact";

    private final LongSupplier nanoTime;
    private final LongSupplier epochMillis;
    private final RunDiary diary;
    private final Map<String, RunTrack> tracks = new ConcurrentHashMap<>();
    /** Of runs at rest, and of those that nobody has found out anything about. */
    private final Map<String, Optional<FileTotal>> totals = new ConcurrentHashMap<>();

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param epochMillis as {@link System#currentTimeMillis}
     * @param diary where it is noted for later
     */
    public RunActivity(LongSupplier nanoTime, LongSupplier epochMillis, RunDiary diary) {
        this.nanoTime = nanoTime;
        this.epochMillis = epochMillis;
        this.diary = diary;
    }

    /**
     * What happened in one second.
     *
     * @param at seconds since 1970
     */
    public record Second(long at, long succeeded, long failed, long retries, long yields) {
        Second plus(Second more) {
            return new Second(
                    at, succeeded + more.succeeded, failed + more.failed, retries + more.retries, yields + more.yields);
        }
    }

    /**
     * One HTTP exchange of a batch that needed several, or that had failed records.
     *
     * @param at when it ended
     * @param status 0 when no answer came
     * @param then what followed: retry, yield, again or settled
     * @param pause until the next one, as far as it was known
     */
    public record Attempt(
            String batch, Instant at, int status, Duration took, String then, String reason, Duration pause) {}

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

    /** The run's last minutes, without gaps and up to now; all of it, in coarser steps, when it is not under way. */
    public Reading of(String run) {
        RunTrack track = tracks.get(run);
        return track == null ? past(run) : track.reading(second(), nanoTime.getAsLong());
    }

    private Reading past(String run) {
        List<Second> seconds = new ArrayList<>();
        diary.read(run, line -> RunTrack.second(line).ifPresent(seconds::add));
        if (seconds.isEmpty()) {
            return new Reading(List.of(), List.of());
        }
        long first = seconds.get(0).at();
        long step = (seconds.get(seconds.size() - 1).at() - first) / MOST_POINTS + 1;
        List<Second> points = new ArrayList<>();
        for (Second second : seconds) {
            long at = first + (second.at() - first) / step * step;
            for (long gap = points.isEmpty()
                            ? at
                            : points.get(points.size() - 1).at() + step;
                    gap <= at;
                    gap += step) {
                points.add(new Second(gap, 0, 0, 0, 0));
            }
            points.set(points.size() - 1, points.get(points.size() - 1).plus(second));
        }
        return new Reading(
                points.stream()
                        .map(point -> new Second(
                                point.at(),
                                point.succeeded() / step,
                                point.failed() / step,
                                point.retries(),
                                point.yields()))
                        .toList(),
                List.of());
    }

    /** The attempts of a batch and of those it was cut from, as far as they are noted, in their order. */
    public List<Attempt> attempts(String run, String batch) {
        note(run, second());
        List<Attempt> attempts = new ArrayList<>();
        diary.read(run, line -> {
            if (line.isObject() && (batch + ".").startsWith(line.path("batch").asText() + ".")) {
                attempts.add(RunTrack.attempt(line));
            }
        });
        return attempts;
    }

    /** How many records the file of a run has that came to rest, as far as that was found out before. */
    public Optional<FileTotal> total(String run) {
        Optional<FileTotal> known = totals.get(run);
        if (known == null) {
            known = notedTotal(run);
            totals.put(run, known);
        }
        return known;
    }

    private Optional<FileTotal> notedTotal(String run) {
        List<FileTotal> noted = new ArrayList<>();
        diary.read(run, line -> {
            if (line.has(TOTAL)) {
                noted.add(new FileTotal(
                        line.path(TOTAL).asLong(), line.path(EXACT).asBoolean()));
            }
        });
        return noted.isEmpty() ? Optional.empty() : Optional.of(noted.get(noted.size() - 1));
    }

    /** Another process may be asked about it when it is told to go on. */
    private void noteTotal(Run run) {
        RunTally.Reading reading = run.tally().reading();
        if (reading.total() > 0 && total(run.id()).filter(FileTotal::exact).isEmpty()) {
            diary.add(
                    run.id(),
                    List.of(JsonNodeFactory.instance
                            .objectNode()
                            .put(TOTAL, reading.total())
                            .put(EXACT, reading.exact())));
            totals.put(run.id(), Optional.of(new FileTotal(reading.total(), reading.exact())));
        }
    }

    /** Notes what is new. Called every so often, so no run waits for it. */
    public void note() {
        long now = second();
        tracks.keySet().forEach(run -> note(run, now));
    }

    private void note(String run, long before) {
        RunTrack track = tracks.get(run);
        List<JsonNode> lines = track == null ? List.of() : track.unwritten(before);
        if (!lines.isEmpty()) {
            diary.add(run, lines);
        }
    }

    private void forget(String run) {
        note(run, Long.MAX_VALUE);
        tracks.remove(run);
    }

    private long second() {
        return epochMillis.getAsLong() / 1000;
    }

    private RunTrack track(Run run) {
        return tracks.computeIfAbsent(run.id(), id -> new RunTrack());
    }

    @Override
    public void started(Run run) {
        RunTrack track = track(run);
        diary.read(run.id(), track::remember);
    }

    @Override
    public void sending(Run run, BatchId batch) {
        track(run).sending(batch.name(), nanoTime.getAsLong());
    }

    @Override
    public void attempted(Run run, BatchId batch, int status, Duration took) {
        track(run).answered(batch.name(), epochMillis.getAsLong(), status, took);
    }

    @Override
    public void retried(Run run, BatchId batch, String reason) {
        RunTrack track = track(run);
        track.tell(batch.name(), "retry", reason, Duration.ZERO);
        track.add(new Second(second(), 0, 0, 1, 0));
    }

    @Override
    public void yielded(Run run, BatchId batch, String reason, Duration delay) {
        RunTrack track = track(run);
        track.tell(batch.name(), "yield", reason, delay);
        track.add(new Second(second(), 0, 0, 0, 1));
    }

    @Override
    public void settled(Run run, BatchId batch, Tally tally) {
        RunTrack track = track(run);
        track.settled(batch.name(), tally.failed() > 0);
        track.add(new Second(second(), tally.succeeded(), tally.failed(), 0, 0));
    }

    @Override
    public void ended(Run run, Summary summary) {
        forget(run.id());
        totals.remove(run.id());
    }

    @Override
    public void suspended(Run run, String reason) {
        noteTotal(run);
        forget(run.id());
    }
}
