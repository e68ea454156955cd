package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.source.Claim;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens files whose records may travel in one batch with those of others: files of a load that asks for it, as long as
 * all their records go into one batch. What a run was begun as it stays, whatever the configuration says later.
 */
public final class Gathering {
    private final Runs runs;
    private final Catalog catalog;
    private final Run.Workshop workshop;
    private final Journal journal;

    /** Opens runs there. */
    public Gathering(Runs runs, Catalog catalog, Run.Workshop workshop) {
        this.runs = runs;
        this.catalog = catalog;
        this.workshop = workshop;
        this.journal = workshop.journal();
    }

    /** Whether the records of this file have to travel with others; every other file is a run by itself. */
    public boolean takes(Claim claim) throws IOException {
        Optional<RunEntry> known = journal.run(claim.run());
        if (known.isPresent()) {
            return runs.isGathering(known.get());
        }
        Optional<Load> load = catalog.load(claim.load()).filter(Gathering::mayGather);
        if (load.isEmpty()) {
            return false;
        }
        Optional<Connection> connection = catalog.connection(load.get().connection())
                .filter(one -> one.endpoint().bulkSupport());
        return connection.isPresent() && isSmall(claim, load.get(), connection.get());
    }

    /** Groups and keys of order reach over the files of one batch, so their files stay by themselves. */
    private static boolean mayGather(Load load) {
        return load.shaping().acrossFiles().batches()
                && load.shaping().grouping().groupBy().isEmpty()
                && !(load.shaping().ordering() instanceof Ordering.ByKey);
    }

    /** A file without a record to send needs no company; one that can't be read is rejected by its own run. */
    private static boolean isSmall(Claim claim, Load load, Connection connection) throws IOException {
        try (RecordReader reader =
                Batching.open(claim.file(), load, claim.file().resolveSibling(""), () -> false)) {
            BatchReader batcher = Batching.of(claim.run(), reader, load, connection);
            Optional<Batch> first = batcher.next();
            return first.isPresent() && !first.get().isEmpty() && batcher.next().isEmpty();
        } catch (UnreadableSourceException e) {
            return false;
        }
    }

    /**
     * Opens the run of a file that it {@link #takes}, or goes on with it, and reads its records.
     *
     * @return empty when the file was rejected, or waits because too much of it breaks the schema
     * @throws IOException when that can't be done now; the file stays in processing/ for the next start
     */
    public Optional<Gathered> open(Claim claim) throws IOException {
        Optional<Run> opened = runs.openToGather(claim);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Run run = opened.get();
        try {
            BatchReader batcher = run.batcher();
            Batch batch = batcher.next().orElseThrow(() -> changed(claim));
            if (batcher.next().isPresent()) {
                throw changed(claim);
            }
            run.readBatch(batch);
            if (run.isBroken()) {
                runs.close(run);
                return Optional.empty();
            }
            run.readToTheEnd();
            // All its records are in memory: thousands of files may wait, but not open.
            run.reader().close();
            return Optional.of(new Gathered(run, batch, journal.bundleOf(claim.run())));
        } catch (IOException | RuntimeException e) {
            run.breakOff("the file can't be read: " + e.getMessage());
            runs.close(run);
            throw e;
        }
    }

    private static IOException changed(Claim claim) {
        return new IOException("file " + claim.file() + " has other records than when it was taken; put it back as it"
                + " was and start again");
    }

    /** A bundle of this file, for others to be added. */
    public Bundle bundle(Gathered file) {
        return new Bundle(workshop, file);
    }

    /** What the files must have in common to travel together. */
    public String kind(Gathered file) {
        // Where a file came from shapes nothing.
        Load load = file.run().load().in(Path.of(""));
        return Snapshot.of(file.run().connection(), load).toJson();
    }

    /** Whether it was sent with others before, which must be waited for. */
    public boolean hasCompany(Claim claim) {
        return !journal.bundleOf(claim.run()).isEmpty();
    }

    /** The connection that a file goes to, while there is one. */
    public Optional<Connection> connection(Claim claim) {
        return catalog.load(claim.load()).flatMap(load -> catalog.connection(load.connection()));
    }

    /** Whether nothing is sent to that connection any more. */
    public boolean isStopped(Connection connection) {
        return catalog.destination(connection.name())
                .filter(destination -> !destination.isStopped())
                .isEmpty();
    }

    /** The claims that must be gone on with together with this one, itself among them. */
    public List<Claim> together(Claim claim, List<Claim> pending) {
        List<String> company = journal.bundleOf(claim.run());
        List<Claim> together = new ArrayList<>();
        pending.stream().filter(other -> company.contains(other.run())).forEach(together::add);
        return together.isEmpty() ? List.of(claim) : together;
    }

    /**
     * In which order to go on with what was left: list beside list, each from its first to its last. Those that may
     * have been sent already come first.
     */
    public List<List<Claim>> order(List<Claim> pending) {
        Map<String, List<Claim>> lists = new LinkedHashMap<>();
        for (Claim claim : pending) {
            if (seemsToTake(claim)) {
                List<Claim> list = lists.computeIfAbsent(claim.load(), load -> new ArrayList<>());
                list.add(hasCompany(claim) ? 0 : list.size(), claim);
            } else {
                lists.put(claim.run(), List.of(claim));
            }
        }
        return List.copyOf(lists.values());
    }

    /** What can't be read says so once it is opened. */
    private boolean seemsToTake(Claim claim) {
        try {
            return takes(claim);
        } catch (IOException e) {
            return false;
        }
    }

    /** Leaves a run that waits for company to the next start. */
    public void abandon(Run run) throws IOException {
        run.leavePending();
        runs.close(run);
    }
}
