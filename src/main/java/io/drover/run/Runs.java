package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.delivery.Destination;
import io.drover.journal.Progress;
import io.drover.journal.Recovery;
import io.drover.journal.RunEntry;
import io.drover.journal.RunStart;
import io.drover.load.Load;
import io.drover.load.SchemaErrorLimit;
import io.drover.result.Publication;
import io.drover.result.ResultFiles;
import io.drover.result.ResultNames;
import io.drover.result.ResultRows;
import io.drover.result.Summary;
import io.drover.source.Claim;
import io.drover.source.ClaimEnd;
import io.drover.source.HomeFolders;
import io.drover.source.Rejections;
import io.drover.source.StoppedSortingException;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Opens and closes runs. A crash between any two steps leaves a run that {@link #open} goes on with: what is settled
 * stays settled, what is published is not published twice.
 */
public final class Runs {
    private final HomeFolders home;
    private final Catalog catalog;
    private final Run.Workshop workshop;
    private final Clock clock;
    private final Rejections rejections;
    private final Repeats repeats;

    public Runs(HomeFolders home, Catalog catalog, Run.Workshop workshop, Clock clock) {
        this.home = home;
        this.catalog = catalog;
        this.workshop = workshop;
        this.repeats = new Repeats(workshop.journal(), catalog);
        this.clock = clock;
        this.rejections = new Rejections(home);
    }

    /**
     * Opens the run of a claimed file, or goes on with it.
     *
     * @return empty when nothing is to be sent: the file was rejected, or its results only had to be published
     * @throws IOException when the run can't be opened now; it stays in processing/ for the next start
     */
    public Optional<Run> open(Claim claim) throws IOException {
        return told(claim, () -> openAlone(claim));
    }

    private Optional<Run> openAlone(Claim claim) throws IOException {
        Optional<RunEntry> known = workshop.journal().run(claim.run());
        if (known.isPresent()) {
            if (isGathering(known.get())) {
                throw new IOException("run " + claim.run() + " may have been sent together with other files; it has to"
                        + " go on by direct:gather-files: correct the route that led it to direct:run-file");
            }
            return goOn(claim, known.get());
        }
        return begin(
                claim,
                find(catalog.load(claim.load()), claim, "load " + claim.load()).alone());
    }

    /** As {@link #open}, for a file whose records travel together with those of others. */
    Optional<Run> openToGather(Claim claim) throws IOException {
        return told(claim, () -> openTogether(claim));
    }

    private Optional<Run> openTogether(Claim claim) throws IOException {
        Optional<RunEntry> known = workshop.journal().run(claim.run());
        Optional<Run> run = known.isPresent()
                ? goOn(claim, known.get())
                : begin(claim, find(catalog.load(claim.load()), claim, "load " + claim.load()));
        if (run.isPresent()) {
            run.get().files().brief();
        }
        return run;
    }

    /** Whether the run was begun to travel with other files, and still has records to be sent. */
    boolean isGathering(RunEntry entry) {
        String run = entry.start().run();
        return entry.state().equals(RunState.RUNNING.word())
                && Snapshot.parse(entry.start().snapshot())
                        .load()
                        .shaping()
                        .acrossFiles()
                        .batches()
                && workshop.journal()
                        .recovery(run)
                        .filter(before -> before.progress().settledBatches().contains(BatchId.of(run, 1)))
                        .isEmpty();
    }

    private Optional<Run> goOn(Claim claim, RunEntry entry) throws IOException {
        Snapshot snapshot = Snapshot.parse(entry.start().snapshot());
        Recovery before = workshop.journal().recovery(claim.run()).orElseGet(() -> Recovery.none(claim.run()));
        if (entry.state().equals(RunState.RUNNING.word())) {
            if (!claim.isAsTaken(entry.start().sha256())) {
                throw new IOException("run " + claim.run() + ": " + changed(claim));
            }
            return goOn(claim, mended(claim, snapshot, before), before);
        }
        publish(
                claim,
                Summary.parse(entry.summary().orElseThrow()),
                entry.endedAt().isPresent());
        return Optional.empty();
    }

    /** Nothing is settled: the settings that no batch has been met well by may have been corrected. */
    private Snapshot mended(Claim claim, Snapshot snapshot, Recovery before) {
        Optional<Connection> now = catalog.connection(snapshot.connection());
        if (now.isEmpty() || !before.progress().settled().isEmpty()) {
            return snapshot;
        }
        Snapshot mended = snapshot.mended(now.get());
        if (!mended.toJson().equals(snapshot.toJson())) {
            workshop.journal().reshaped(claim.run(), mended.toJson());
        }
        return mended;
    }

    private Optional<Run> begin(Claim claim, Load load) throws IOException {
        Connection connection = find(catalog.connection(load.connection()), claim, "connection " + load.connection());
        String sha256 = claim.sha256();
        Optional<String> duplicate = repeats.refusal(claim, load, sha256);
        if (duplicate.isPresent()) {
            reject(claim, duplicate.get());
            return Optional.empty();
        }
        Snapshot snapshot = Snapshot.of(connection, load);
        RecordReader reader;
        try {
            reader = reader(claim, load, connection.name());
        } catch (UnreadableSourceException e) {
            reject(claim, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        workshop.journal()
                .begin(
                        new RunStart(
                                claim.run(),
                                load.name(),
                                connection.name(),
                                claim.name(),
                                sha256,
                                claim.size(),
                                snapshot.toJson(),
                                clock.instant(),
                                claim.parent()),
                        RunState.RUNNING.word());
        return Optional.of(started(claim, snapshot, Recovery.none(claim.run()), reader));
    }

    private Optional<Run> goOn(Claim claim, Snapshot snapshot, Recovery before) throws IOException {
        try {
            return Optional.of(started(claim, snapshot, before, reader(claim, snapshot.load(), snapshot.connection())));
        } catch (UnreadableSourceException e) {
            throw new IOException(
                    "run " + claim.run() + ": its source could be read before and can't be read now: " + e.getMessage()
                            + "; put " + claim.file() + " back as it was and start again",
                    e);
        }
    }

    private RecordReader reader(Claim claim, Load load, String connection)
            throws IOException, UnreadableSourceException {
        return Batching.open(
                claim.file(),
                load,
                home.run(claim.run()),
                () -> catalog.destination(connection)
                        .filter(Destination::isStopped)
                        .isPresent());
    }

    private Run started(Claim claim, Snapshot snapshot, Recovery before, RecordReader reader) throws IOException {
        Connection connection = find(
                catalog.connection(snapshot.connection()).map(snapshot::over),
                claim,
                "connection " + snapshot.connection());
        ResultRows rows = new ResultRows(reader.shape(), connection.response().columns());
        ResultNames names = ResultNames.of(claim.name(), claim.run(), reader.shape());
        Progress progress = before.progress();
        ResultFiles files =
                ResultFiles.open(home.run(claim.run()), names, rows, progress.successLength(), progress.errorLength());
        Run run = new Run(
                claim,
                new Run.Shape(
                        snapshot.load().with(limit(snapshot.load())),
                        connection,
                        catalog.destination(connection.name()).orElseThrow()),
                workshop,
                new Run.Opened(before, reader, rows, files));
        workshop.listener().started(run);
        return run;
    }

    /** As it is configured now: raising it is how a run that was stopped by it goes on. */
    private SchemaErrorLimit limit(Load load) {
        return catalog.load(load.name())
                .map(now -> now.shaping().schemaErrorLimit())
                .orElse(SchemaErrorLimit.NONE);
    }

    /**
     * Ends a run: publishes its results, or leaves it for the next start when records are pending.
     *
     * @return the summary that was published; empty when the run stays
     * @throws IOException when publishing failed; the run stays and is published by the next start
     */
    public Optional<Summary> close(Run run) throws IOException {
        return told(run.claim(), () -> end(run));
    }

    private Optional<Summary> end(Run run) throws IOException {
        boolean finished = run.finished() && isAsTaken(run);
        run.closeFiles();
        if (!finished) {
            workshop.listener().suspended(run, run.ending().reason());
            return Optional.empty();
        }
        RunStart start = workshop.journal().run(run.id()).orElseThrow().start();
        Summary summary = RunSummary.of(run, start, clock.instant(), home.run(run.id()));
        workshop.journal().finishing(run.id(), RunState.FINISHING.word(), summary.toJson());
        publish(run.claim(), summary, false);
        workshop.listener().ended(run, summary);
        return Optional.of(summary);
    }

    private boolean isAsTaken(Run run) throws IOException {
        String sha256 = workshop.journal().run(run.id()).orElseThrow().start().sha256();
        if (run.claim().isAsTaken(sha256)) {
            return true;
        }
        run.breakOff(changed(run.claim()));
        return false;
    }

    private static String changed(Claim claim) {
        return "its file was changed after it was taken with " + claim.size() + " bytes; put " + claim.file()
                + " back as it was (what was added to it can be dropped as a file of its own) and start again";
    }

    private void publish(Claim claim, Summary summary, boolean ended) throws IOException {
        String extension = summary.successFile().endsWith(".jsonl") ? ".jsonl" : ".csv";
        Publication publication = new Publication(
                home.run(claim.run()),
                home.results(claim.load()),
                new ResultNames(claim.name(), claim.run(), extension));
        publication.publish(summary);
        // Before the source leaves: a folder without its source is nothing a start would come back to.
        if (!ended) {
            workshop.journal().end(claim.run(), summary.state(), summary.endedAt(), Optional.of(summary.toJson()));
        }
        new ClaimEnd(home).putAway(claim);
    }

    private void reject(Claim claim, String reason) throws IOException {
        rejections.reject(claim, reason);
        workshop.listener().rejected(claim.load(), claim.name(), reason);
    }

    private static <T> T find(Optional<T> found, Claim claim, String what) throws IOException {
        return found.orElseThrow(() -> new IOException("run " + claim.run() + " can't go on: there is no " + what
                + " any more. Its file waits in processing/; configure it again, then start again"));
    }

    /** What goes wrong is told to whoever may try it again, and goes on to whoever asked. */
    private <T> T told(Claim claim, Step<T> step) throws IOException {
        try {
            return step.go();
        } catch (StoppedSortingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            workshop.listener().failed(claim, e);
            throw e;
        }
    }

    /** A step that may meet a disk that fails. */
    private interface Step<T> {
        T go() throws IOException;
    }
}
