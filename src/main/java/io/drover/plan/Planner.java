package io.drover.plan;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.connection.Rate;
import io.drover.delivery.RequestBuilder;
import io.drover.delivery.RequestBuilder.Built;
import io.drover.load.Load;
import io.drover.run.Batching;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads one file as a run would and counts what it would send. For one file. */
public final class Planner {

    private final Load load;
    private final Connection connection;
    private final RequestBuilder requests;
    private final Optional<Transform> transform;
    private final Refusals refusals = new Refusals();
    private Optional<KeyCounts> keys;
    private final boolean keyGiven;
    private Optional<FirstRequest> first = Optional.empty();
    private long records;
    private long groups;
    private long filtered;
    private long batches;
    private long bytes;
    private long largest;

    /** The user's own transform-record. */
    public interface Transform {
        /** What it makes of the records of a batch that is not sent. */
        Batch of(Batch batch, RecordReader reader);
    }

    /**
     * @param key the field to look for duplicates in; empty: the first that looks like an identifier
     * @param transform empty where the user has none
     */
    public Planner(Load load, Connection connection, Optional<String> key, Optional<Transform> transform) {
        this.load = load;
        this.connection = connection;
        this.requests = new RequestBuilder(connection, load.accountOrConnection());
        this.transform = transform;
        this.keyGiven = key.isPresent();
        this.keys = key.map(Planner::counts);
    }

    private static KeyCounts counts(String field) {
        return new KeyCounts(field, Runtime.getRuntime().maxMemory());
    }

    /**
     * Reads the file to its end.
     *
     * @param answer how long one answer is taken to last
     */
    public Plan plan(Path file, Duration answer) throws IOException, UnreadableSourceException {
        Path scratch = Files.createTempDirectory("drover-plan");
        try (RecordReader reader = Batching.open(file, load, scratch, () -> false)) {
            BatchReader batcher = Batching.of("PLAN", reader, load, connection);
            for (Optional<Batch> next = batcher.next(); next.isPresent(); next = batcher.next()) {
                Batch read = next.get();
                add(transform.isPresent() ? transform.get().of(read, reader) : read);
            }
        } finally {
            Files.delete(scratch);
        }
        return new Plan(
                transform.isPresent(),
                records,
                groups,
                filtered,
                refusals.records(),
                batches,
                bytes,
                largest,
                refusals.byRule(),
                keys.map(KeyCounts::duplicates),
                first,
                estimate(answer));
    }

    private void add(Batch batch) {
        records += batch.sourceRecords();
        filtered += batch.filtered();
        batch.rejects().forEach(refusals::add);
        send(batch);
    }

    private void send(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        Optional<Built> problem = requests.problem(batch);
        if (problem.isEmpty()) {
            count(batch);
        } else if (problem.get() instanceof Built.Unsendable unsendable) {
            for (int record = 0; record < batch.records(); record++) {
                refusals.addAlike(batch.ordinal(record), batch.line(record), unsendable.problem());
            }
        } else {
            send(batch.firstHalf());
            send(batch.secondHalf());
        }
    }

    private void count(Batch batch) {
        batches++;
        groups += batch.size();
        int length = requests.bodyLength(batch);
        bytes += length;
        largest = Math.max(largest, length);
        if (first.isEmpty()) {
            if (requests.build(batch) instanceof Built.Ready ready) {
                first = Optional.of(FirstRequest.of(ready.request(), connection));
            }
            boolean grouped = !load.shaping().grouping().groupBy().isEmpty();
            if (!keyGiven && !grouped) {
                keys = KeyChoice.of(batch.json(0)).map(Planner::counts);
            }
        }
        keys.ifPresent(counts -> counts.add(batch));
    }

    /** The first request waits for nothing, and the last ones are answered side by side. */
    private Plan.Estimate estimate(Duration answer) {
        double spacing = connection
                .limits()
                .rate()
                .map(Rate::perSecond)
                .map(rate -> 1 / rate)
                .orElse(0.0);
        Duration byRate = Duration.ofMillis(Math.round(1000 * spacing * Math.max(0, batches - 1)));
        int abreast = connection.limits().concurrency();
        long rounds = (batches + abreast - 1) / abreast;
        return new Plan.Estimate(byRate, answer.multipliedBy(rounds), answer);
    }
}
