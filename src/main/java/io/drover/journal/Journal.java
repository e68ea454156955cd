package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.database.SqliteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each run has settled, kept in {@code state/journal.db}. What a method has recorded when it returns survives a
 * loss of power; when it throws, nothing of it is recorded. Safe for every thread.
 *
 * <p>A run has one row that says which batches are settled, as ranges; it is replaced with each commit. So a run of
 * millions of batches neither makes the file large nor needs much memory when it is recovered.
 */
public final class Journal implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final RunTable runs;
    private final PartingTable partings;
    private final UnderWayTable underWay;
    private final ProgressTable progress;
    private final BundleTable bundles;
    private @Nullable SQLException diskFailure;

    private Journal(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.runs = new RunTable(connection);
        this.partings = new PartingTable(connection);
        this.underWay = new UnderWayTable(connection);
        this.progress = new ProgressTable(connection, partings, underWay);
        this.bundles = new BundleTable(connection);
    }

    /**
     * Opens the journal in the state folder, and makes it if there is none.
     *
     * @throws JournalException also when a newer Drover wrote it, which leaves it untouched
     */
    public static Journal open(Path state) {
        Path file = state.resolve("journal.db");
        try {
            return new Journal(file, SqliteFile.open(file, JournalSchema.SCHEMA));
        } catch (SQLException | IOException e) {
            throw new JournalException("journal " + file + " can't be opened: " + e.getMessage(), e);
        }
    }

    /** Records a new run in its first state. */
    public void begin(RunStart start, String state) {
        write("begin run " + start.run(), () -> {
            runs.insert(start, state);
            progress.insert(start.run());
        });
    }

    /** Records, before they are sent, that batches up to that number may have been sent. Never moves backwards. */
    public void markSent(String run, int number) {
        write("mark batches of run " + run, () -> progress.markSent(run, number));
    }

    /** Records, before it is heeded, what a destination called too large. */
    public void tooLarge(String run, SizeLimit limit) {
        write("record a size limit of run " + run, () -> partings.insert(run, limit));
    }

    /**
     * Records, before it is sent, that the records of these runs travel in one batch, in this order: batch 1 of each.
     * From then on it may have been sent.
     */
    public void bundle(List<String> runs) {
        write("record a batch of " + runs.size() + " files", () -> {
            bundles.insert(runs);
            progress.markSent(runs.get(0), 1);
        });
    }

    /** The runs whose records travel in one batch with those of this one, itself among them; none when it is not recorded. */
    public List<String> bundleOf(String run) {
        return read("read the batch of run " + run, () -> bundles.of(run));
    }

    /** Records how often a batch that is not settled was repeated so far, so that max retries holds over a restart. */
    public void attempted(BatchId batch, int retries) {
        write("record an attempt of batch " + batch, () -> progress.attempted(batch, retries));
    }

    /** Records, before it is asked for, that the destination works on a batch: it is not sent again. */
    public void accepted(BatchId batch, Job job) {
        write("record the job of batch " + batch, () -> underWay.accepted(batch, job));
    }

    /** Records, before it is sent, that a batch has got a new idempotency key. */
    public void keyRenewed(BatchId batch, int times) {
        write("record a new key of batch " + batch, () -> underWay.keyRenewed(batch, times));
    }

    /**
     * Records how far runs are settled now, all or none. The result files must have been forced before.
     *
     * @param retried batches settled now of which nothing else need be remembered any longer
     * @param parted batches of which a part is settled now, and the rest is still to be sent
     */
    public void settled(List<Progress> progresses, List<BatchId> retried, List<Parting> parted) {
        write("record settled batches", () -> {
            progress.update(progresses);
            partings.insert(parted);
            progress.forgetAttempts(retried);
            underWay.forget(retried);
        });
    }

    /** Records the state of a run that is not over. */
    public void state(String run, String state) {
        write("record the state of run " + run, () -> runs.state(run, state));
    }

    /** Records a new snapshot of a run that has settled nothing yet. */
    public void reshaped(String run, String snapshot) {
        write("record the settings of run " + run, () -> runs.reshaped(run, snapshot));
    }

    /** Records that nothing is left to settle, and the summary that is about to be published, in JSON. */
    public void finishing(String run, String state, String summary) {
        write("finish run " + run, () -> runs.finishing(run, state, summary));
    }

    /**
     * Records that a run is over; its state never changes again.
     *
     * @param summary as published, in JSON; empty when there is none
     */
    public void end(String run, String state, Instant endedAt, Optional<String> summary) {
        write("end run " + run, () -> {
            runs.end(run, state, endedAt, summary);
            progress.forgetAttempts(run);
            partings.forget(run);
            underWay.forget(run);
        });
    }

    /**
     * Forgets the oldest of the runs that ended before then.
     *
     * @param kept runs to be remembered nevertheless
     * @param most so many, for nothing is recorded meanwhile
     * @return how many were forgotten
     */
    public int forget(Instant before, Set<String> kept, int most) {
        List<String> old = read("look for old runs", () -> runs.endedBefore(before, most + kept.size())).stream()
                .filter(run -> !kept.contains(run))
                .limit(most)
                .toList();
        if (old.isEmpty()) {
            return 0;
        }
        write("forget old runs", () -> {
            for (String run : old) {
                progress.forget(run);
                bundles.forget(run);
                runs.forget(run);
            }
        });
        return old.size();
    }

    /** How far a run is settled, for going on with it; empty when there is no such run. */
    public Optional<Recovery> recovery(String run) {
        return read("recover run " + run, () -> progress.recovery(run));
    }

    /** One run. */
    public Optional<RunEntry> run(String run) {
        return read("read run " + run, () -> runs.one(run));
    }

    /** All runs, the newest first. */
    public List<RunEntry> runs() {
        return read("list runs", runs::all);
    }

    /** A page of runs, the newest first. */
    public List<RunEntry> runs(RunQuery query) {
        return read("list runs", () -> runs.page(query));
    }

    /** The runs that are not over, the oldest first. */
    public List<RunEntry> unended() {
        return read("list runs", runs::unended);
    }

    /** The runs that loaded failed records of a run again, the oldest first. */
    public List<RunEntry> replays(String run) {
        return read("look for replays", () -> runs.replaysOf(run));
    }

    /** The runs that loaded a file of this content through this load, the newest first. */
    public List<RunEntry> runsOf(String load, String sha256) {
        return read("look for loaded content", () -> runs.ofContent(load, sha256));
    }

    /**
     * Writes without changing anything.
     *
     * @throws JournalException when that is not possible now, or not before a restart
     */
    public void prove() {
        write("be written", () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("UPDATE schema_version SET version = version");
            }
        });
    }

    private synchronized void write(String what, Statements statements) {
        if (diskFailure != null) {
            throw new JournalException(
                    "journal " + file + " can't " + what + ": the disk failed before, and nothing is written until a"
                            + " restart; check the disk of drover.home",
                    diskFailure);
        }
        try {
            connection.setAutoCommit(false);
            statements.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            if (SqliteFile.isDiskFailure(e)) {
                diskFailure = e;
            }
            SqliteFile.rollBack(connection, e);
            throw failed(what, e);
        } catch (IllegalStateException e) {
            SqliteFile.rollBack(connection, e);
            throw e;
        }
    }

    private synchronized <T> T read(String what, Query<T> query) {
        try {
            return query.run();
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    private JournalException failed(String what, SQLException e) {
        return new JournalException(
                "journal " + file + " can't " + what + ": " + e.getMessage()
                        + "; check the disk and the permissions of drover.home",
                e);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new JournalException("journal " + file + " can't be closed: " + e.getMessage(), e);
        }
    }

    /** Statements of one transaction. */
    private interface Statements {
        void run() throws SQLException;
    }

    /** Statements that only read. */
    private interface Query<T> {
        T run() throws SQLException;
    }
}
