package io.drover.metrics;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what runs do. Meters are kept by what names them, so that counting costs no look-up of labels per batch. */
public final class RunMetrics implements RunListener {
    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> inFlight = new ConcurrentHashMap<>();

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void sending(Run run, BatchId batch) {
        inFlight(connection(run)).incrementAndGet();
    }

    @Override
    public void attempted(Run run, BatchId batch, int status, Duration took) {
        String connection = connection(run);
        inFlight(connection).decrementAndGet();
        count(
                1,
                "drover.requests",
                "connection",
                connection,
                "status",
                status == 0 ? "none" : Integer.toString(status));
        timers.computeIfAbsent(
                        connection,
                        name -> Timer.builder("drover.request.duration")
                                .tag("connection", name)
                                .publishPercentileHistogram()
                                .minimumExpectedValue(Duration.ofMillis(1))
                                .maximumExpectedValue(Duration.ofMinutes(1))
                                .register(registry))
                .record(took);
    }

    @Override
    public void retried(Run run, BatchId batch, String reason) {
        count(1, "drover.retries", "connection", connection(run));
    }

    @Override
    public void yielded(Run run, BatchId batch, String reason, Duration delay) {
        count(1, "drover.yields", "connection", connection(run));
    }

    @Override
    public void settled(Run run, BatchId batch, Tally tally) {
        String load = run.load().name();
        count(tally.succeeded(), "drover.records", "load", load, "outcome", "success");
        tally.failedByClass()
                .forEach((errorClass, failed) ->
                        count(failed, "drover.records", "load", load, "outcome", errorClass.word()));
    }

    @Override
    public void started(Run run) {
        count(1, "drover.runs", "state", "started");
    }

    @Override
    public void ended(Run run, Summary summary) {
        count(1, "drover.runs", "state", summary.state());
    }

    @Override
    public void suspended(Run run, String reason) {
        count(1, "drover.runs", "state", "suspended");
    }

    @Override
    public void rejected(String load, String file, String reason) {
        count(1, "drover.runs", "state", "rejected");
    }

    private static String connection(Run run) {
        return run.destination().connection();
    }

    private AtomicLong inFlight(String connection) {
        return inFlight.computeIfAbsent(
                connection,
                name -> registry.gauge(
                        "drover.batches.in.flight",
                        io.micrometer.core.instrument.Tags.of("connection", name),
                        new AtomicLong()));
    }

    private void count(long amount, String name, String... tags) {
        if (amount > 0) {
            counters.computeIfAbsent(
                            name + String.join(",", tags),
                            key -> Counter.builder(name).tags(tags).register(registry))
                    .increment((double) amount);
        }
    }
}
