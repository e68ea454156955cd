package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.BatchId;
import io.drover.batch.Bytes;
import io.drover.batch.Outcome;
import io.drover.batch.Tally;
import io.drover.journal.Parting;
import io.drover.result.Delivered;
import io.drover.result.Settlement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Files whose records travel in one batch. It is delivered as batch 1 of the first of them, the lead; what becomes of
 * the records is settled in each one's own result files, for all of them at once. Used by one thread at a time.
 *
 * <p>Before it is sent the journal knows which files it is made of, so after a crash the same files make the same
 * bytes and the same key. That needs all of them: none is published before the last record of all is settled.
 */
public final class Bundle {
    private final Run.Workshop workshop;
    private final List<Gathered> files = new ArrayList<>();
    private int weight;
    private long bodyBytes;

    /** One file, for more to come. */
    Bundle(Run.Workshop workshop, Gathered first) {
        this.workshop = workshop;
        add(first);
    }

    private void add(Gathered file) {
        files.add(file);
        weight += file.weight();
        bodyBytes += file.batch().bodyBytes();
    }

    /** Takes the files of another one in. */
    public void add(Bundle other) {
        other.files.forEach(this::add);
    }

    /** The run as whose batch this one is delivered. */
    public Run lead() {
        return files.get(0).run();
    }

    /** The runs of all its files. */
    public List<Run> runs() {
        return files.stream().map(Gathered::run).toList();
    }

    /** Whether it has to be made of certain files, because a crash may have come after it was sent. */
    public boolean isRecorded() {
        return !files.get(0).company().isEmpty();
    }

    /** Whether nothing is to be waited for. */
    public boolean isFull() {
        return isRecorded()
                ? files.size() >= files.get(0).company().size()
                : weight >= lead().load().groupingLimit()
                        || bodyBytes >= lead().load().maxBatchBytes();
    }

    /** Whether another file's records may come in as well. */
    public boolean hasRoomFor(Gathered file) {
        return weight + file.weight() <= lead().load().groupingLimit()
                && bodyBytes + file.batch().bodyBytes() <= lead().load().maxBatchBytes();
    }

    /**
     * Records which files it is made of, and gives the batch to be sent. Nothing may be added after that.
     *
     * @throws IllegalStateException when files are missing that it was sent with before
     */
    public Batch seal() {
        if (isRecorded()) {
            List<String> company = files.get(0).company();
            files.sort(
                    Comparator.comparingInt(file -> company.indexOf(file.run().id())));
            if (!runs().stream().map(Run::id).toList().equals(company)) {
                throw new IllegalStateException("its records were in one batch with those of the runs " + company
                        + ", and not all of them can be opened now; see why in the log, put back what is missing in"
                        + " processing/ and start again");
            }
        } else {
            workshop.journal().bundle(runs().stream().map(Run::id).toList());
        }
        return Batch.together(
                BatchId.of(lead().id(), 1), files.stream().map(Gathered::batch).toList());
    }

    /**
     * Writes the outcomes of the batch, or of a half or part of it, to the result files of every run and records them
     * together. Returns once they are on disk.
     *
     * @param parting where the rest of the batch goes on: recorded with them, as the lead's
     */
    public void settle(Batch sent, List<Outcome> outcomes, Delivered delivered, Optional<Parting> parting) {
        List<Settlement> settlements = new ArrayList<>(files.size());
        Delivered elsewhere = new Delivered(delivered.attempts(), delivered.httpStatus(), 0, 0, 0);
        int first = 0;
        int fileEnd = 0;
        for (Gathered file : files) {
            fileEnd += file.batch().size();
            int end = first;
            while (end < sent.size() && sent.place(end) < fileEnd) {
                end++;
            }
            Batch part = sent.part(new BatchId(file.run().id(), sent.id().name()), first, end);
            settlements.add(settlement(
                    file.run(),
                    sent.id().isFirst() ? part.withRejectsOf(file.batch()) : part,
                    outcomes.subList(first, end),
                    settlements.isEmpty() ? delivered : elsewhere));
            first = end;
        }
        record(settlements, parting);
    }

    /** Exchanges are counted once, with the lead; a part without a record of this run leaves no row in its files. */
    private static Settlement settlement(Run run, Batch part, List<Outcome> outcomes, Delivered delivered) {
        if (part.sourceRecords() > 0) {
            return run.rows().settlement(part, outcomes, delivered);
        }
        Tally tally = new Tally(0, 0, Map.of(), 0, delivered.requests(), delivered.retries(), delivered.yields());
        return new Settlement(part.id(), tally, new Bytes(0), new Bytes(0));
    }

    private void record(List<Settlement> settlements, Optional<Parting> parting) {
        List<SettlingGroup.Part> parts = new ArrayList<>(files.size());
        for (int at = 0; at < files.size(); at++) {
            parts.add(new SettlingGroup.Part(files.get(at).run().results(), settlements.get(at)));
        }
        CompletableFuture<Void> told = workshop.settler().settle(parts, parting);
        workshop.settler().hurry();
        told.handle((done, failure) -> {
                    for (int at = 0; at < files.size(); at++) {
                        files.get(at).run().recorded(settlements.get(at), failure);
                    }
                    return failure == null;
                })
                .join();
    }

    /** Takes out the files whose runs were halted while they waited for company; none when that is all of them. */
    public List<Run> takeOutHalted() {
        List<Run> halted =
                runs().stream().filter(run -> run.ending().isHalted()).toList();
        if (isRecorded() || halted.size() == files.size()) {
            return List.of();
        }
        files.removeIf(file -> file.run().ending().isHalted());
        return halted;
    }

    /** Whether nothing of it is to be sent now. */
    public boolean isHalted() {
        return runs().stream().anyMatch(run -> run.ending().isHalted());
    }

    /** After delivery: all its runs may be published, or none. */
    public void end() {
        boolean whole = files.stream()
                .allMatch(file -> file.run().results().tally().records()
                        == file.run().tally().reading().total());
        if (lead().isBroken()) {
            breakOff(lead().ending().reason());
        } else if (!whole && (lead().destination().isStopped() || isHalted())) {
            leavePending();
        } else if (!whole) {
            breakOff("its results don't account for all records that were read; a step in routes/ lost them");
        }
    }

    /** Leaves all its records for the next start. */
    public void leavePending() {
        runs().forEach(Run::leavePending);
    }

    /** Ends all its runs with their records pending. */
    public void breakOff(String reason) {
        runs().forEach(run -> run.breakOff(reason));
    }
}
