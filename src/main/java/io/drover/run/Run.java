package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.BatchId;
import io.drover.batch.BatchReader;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.delivery.Destination;
import io.drover.delivery.RequestBuilder;
import io.drover.journal.Journal;
import io.drover.journal.Parting;
import io.drover.journal.Recovery;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.response.PathEngine;
import io.drover.response.ResponseSplit;
import io.drover.result.ResultFiles;
import io.drover.result.ResultRows;
import io.drover.result.Settlement;
import io.drover.source.Claim;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of one source file through one load, from open to close. Its shape (load and connection settings) is the
 * one it was opened with, whatever the configuration says later.
 */
public final class Run {
    /**
     * Records whose outcome may be on its way to the disk while their workers go on. With small batches this spares a
     * commit for each; after a crash their batches are sent again, with the same bytes and the same key.
     */
    private static final int UNRECORDED_RECORDS = 256;

    private final Claim claim;
    private final Load load;
    private final Connection connection;
    private final Destination destination;
    private final Journal journal;
    private final Settler settler;
    private final RunListener listener;
    private final Earlier earlier;
    private final RecordReader reader;
    private final ResultFiles files;
    private final RunResults results;
    private final ResultRows rows;
    private final RequestBuilder requests;
    private final ResponseSplit responseSplit;
    private final RunTally tally = new RunTally();
    private final Ending ending = new Ending();
    private final Outstanding unrecorded = new Outstanding();
    private final Semaphore unrecordedPlaces;
    private final Notes notes;
    private final SentMark mark;
    private final SizeLimits sizeLimits;
    private final SchemaErrors schemaErrors;
    /** Guarded by the batches being read one at a time. */
    private long bytesRead;

    private volatile boolean proven;

    Run(Claim claim, Shape shape, Workshop workshop, Opened opened) {
        this.claim = claim;
        this.load = shape.load();
        this.connection = shape.connection();
        this.destination = shape.destination();
        this.journal = workshop.journal();
        this.settler = workshop.settler();
        this.listener = workshop.listener();
        Recovery before = opened.before();
        this.earlier = new Earlier(before);
        this.reader = opened.reader();
        this.rows = opened.rows();
        this.files = opened.files();
        this.results = new RunResults(before.progress(), files);
        this.requests = new RequestBuilder(connection, load.accountOrConnection());
        this.responseSplit = new ResponseSplit(connection.response(), workshop.paths());
        this.mark = new SentMark(journal, claim.run(), connection, before.sentMark());
        this.sizeLimits = new SizeLimits(journal, claim.run(), before.sizeLimits(), before.sentMark());
        this.unrecordedPlaces = new Semaphore(
                Math.max(connection.limits().concurrency() - 1, UNRECORDED_RECORDS / Batching.limit(load, connection)));
        this.schemaErrors = new SchemaErrors(load);
        this.proven = before.progress().tally().succeeded() > 0;
        this.notes = new Notes(journal, tally);
        tally.resume(before.progress().tally());
    }

    /** What a run is shaped by: settings as they were when it was first opened, with today's credentials and limits. */
    record Shape(Load load, Connection connection, Destination destination) {}

    /** What every run works with. */
    public record Workshop(Journal journal, Settler settler, PathEngine paths, RunListener listener) {}

    /** What was opened for a run, and how far it had come before. */
    record Opened(Recovery before, RecordReader reader, ResultRows rows, ResultFiles files) {}

    public String id() {
        return claim.run();
    }

    public Claim claim() {
        return claim;
    }

    public Load load() {
        return load;
    }

    /** The connection as it was when the run was opened, with today's credentials. */
    public Connection connection() {
        return connection;
    }

    public Destination destination() {
        return destination;
    }

    public RecordReader reader() {
        return reader;
    }

    ResultFiles files() {
        return files;
    }

    /** What is on disk for good. */
    RunResults results() {
        return results;
    }

    public RunTally tally() {
        return tally;
    }

    public ResultRows rows() {
        return rows;
    }

    public RequestBuilder requests() {
        return requests;
    }

    public ResponseSplit responseSplit() {
        return responseSplit;
    }

    public RunListener listener() {
        return listener;
    }

    /**
     * The batches still to be settled, dealt out to as many lanes as the connection allows batches in flight; to one
     * where the whole file goes in order.
     */
    public List<Iterator<Batch>> lanes() {
        Batches batches = new Batches(this, batcher(), destination);
        boolean inOrder = load.shaping().ordering() instanceof Ordering.ByFile;
        return Stream.<Iterator<Batch>>generate(() -> new Lane(batches))
                .limit(inOrder ? 1 : connection.limits().concurrency())
                .toList();
    }

    /** What the destination called too large. */
    public SizeLimits sizeLimits() {
        return sizeLimits;
    }

    /** Cuts the batches of the file; the reader is its own from then on. */
    BatchReader batcher() {
        return Batching.of(id(), reader, load, connection);
    }

    /** What earlier processes have recorded. */
    public Earlier earlier() {
        return earlier;
    }

    /** Whether an answer has shown that the connection's settings lead to a place that takes records of this run. */
    public boolean isProven() {
        return proven;
    }

    /** An answer showed it. */
    public void prove() {
        proven = true;
    }

    /** Whether an earlier process may have sent this batch and not learnt its outcome. */
    public boolean mayHaveBeenSent(BatchId batch) {
        return mark.wasPassed(batch.number());
    }

    public Notes notes() {
        return notes;
    }

    /** Tells the journal, before it happens, that batches up to this number may be sent. */
    void aboutToSend(int number) {
        sizeLimits.setsOut(number);
        ending.unlessDiskFails(() -> mark.pass(number));
    }

    void readBatch(Batch batch) {
        bytesRead += batch.sourceBytes();
        tally.readBatch(batch.sourceRecords(), (double) bytesRead / Math.max(1, claim.size()));
        schemaErrors.read(batch).ifPresent(this::breakOff);
    }

    /** Counts what breaks the schema by what a user's steps made of it; whether the batch must not be sent then. */
    public boolean exceedsSchemaErrors(Batch read, Batch made) {
        schemaErrors.transformed(read, made).ifPresent(this::breakOff);
        return isBroken();
    }

    void readToTheEnd() {
        tally.readAll();
    }

    /**
     * Writes and records a batch's outcomes. Returns once they are on disk, or earlier while few outcomes of the
     * connection wait for the disk.
     *
     * @param parting where the rest of the batch goes on: then it is recorded too, always before this returns
     */
    public void settle(Settlement settlement, Optional<Parting> parting) {
        boolean goesOn = parting.isEmpty() && unrecordedPlaces.tryAcquire();
        unrecorded.begin();
        CompletableFuture<Void> told = settler.settle(results, settlement, parting)
                .whenComplete((done, failure) -> {
                    recorded(settlement, failure);
                    if (goesOn) {
                        unrecordedPlaces.release();
                    }
                    unrecorded.end();
                });
        if (!goesOn) {
            settler.hurry();
            // A failure is told already: the run is broken off with the reason.
            told.handle((done, failure) -> failure == null).join();
        }
    }

    void recorded(Settlement settlement, @Nullable Throwable failure) {
        if (failure != null) {
            ending.diskFailed("the results can't be written: " + failure.getMessage());
            return;
        }
        tally.settled(settlement.tally());
        listener.settled(this, settlement.batch(), settlement.tally());
    }

    /** Leaves a batch for the next start: nothing is recorded of it. */
    public void leavePending() {
        ending.leavePending();
    }

    /** Ends the run with its records pending, because going on could lose something. */
    public void breakOff(String reason) {
        ending.breakOff(reason);
    }

    public boolean isBroken() {
        return ending.isBroken();
    }

    /** Ends it early, or tells whether somebody did. */
    public Ending ending() {
        return ending;
    }

    /** Waits until everything handed to {@link #settle} is recorded or has failed; true when no record is pending. */
    boolean finished() {
        settler.hurry();
        unrecorded.awaitNone();
        if (ending.isPending()) {
            ending.unlessDiskFails(() -> notes.costs(results));
        }
        RunTally.Reading reading = tally.reading();
        long settled = results.tally().records();
        if (!ending.isPending() && !(reading.exact() && settled == reading.total())) {
            breakOff("its results account for " + settled + " records, but " + reading.total()
                    + " were read; a step in routes/ lost them, or a transform changed while the run was interrupted");
        }
        return !ending.isPending();
    }

    void closeFiles() throws IOException {
        try (reader) {
            files.close();
        }
    }
}
