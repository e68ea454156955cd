package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.journal.Journal;
import io.drover.journal.Parting;
import io.drover.journal.Progress;
import io.drover.result.Settlement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Settlements that become durable together: one force of each file, one commit of the journal. */
final class SettlingGroup {
    private final List<Entry> entries;
    private final Map<RunResults, List<Settlement>> byRun = new LinkedHashMap<>();
    private final Map<RunResults, Throwable> failed = new HashMap<>();

    SettlingGroup(List<Entry> entries) {
        this.entries = entries;
        for (Entry entry : entries) {
            for (Part part : entry.parts()) {
                byRun.computeIfAbsent(part.run(), run -> new ArrayList<>(1)).add(part.settlement());
            }
        }
    }

    /** Settles them all; never throws, for a failure belongs to the runs it happened to. */
    void settle(Journal journal) {
        Map<RunResults, Progress> forced = new LinkedHashMap<>();
        byRun.forEach((run, settlements) -> {
            try {
                forced.put(run, append(run, settlements));
            } catch (IOException | RuntimeException | Error e) {
                fail(run, e);
            }
        });
        entries.forEach(this::failTogether);
        forced.keySet().removeAll(failed.keySet());
        if (!forced.isEmpty()) {
            try {
                journal.settled(List.copyOf(forced.values()), retried(forced), parted(forced));
                forced.forEach(RunResults::recorded);
            } catch (RuntimeException | Error e) {
                forced.keySet().forEach(run -> fail(run, e));
            }
        }
        entries.forEach(this::tell);
    }

    private static Progress append(RunResults run, List<Settlement> settlements) throws IOException {
        if (run.failure().isPresent()) {
            throw new IOException(
                    "run " + run.run() + " failed before and settles nothing more until a restart",
                    run.failure().get());
        }
        Tally added = Tally.NONE;
        for (Settlement settlement : settlements) {
            run.append(settlement);
            added = added.plus(settlement.tally());
        }
        return run.force(added);
    }

    /** The runs of a batch that spans files are recorded together or not at all. */
    private void failTogether(Entry entry) {
        failure(entry).ifPresent(cause -> entry.parts().forEach(part -> fail(part.run(), cause)));
    }

    private List<BatchId> retried(Map<RunResults, Progress> forced) {
        List<BatchId> retried = new ArrayList<>();
        for (RunResults run : forced.keySet()) {
            for (Settlement settlement : byRun.getOrDefault(run, List.of())) {
                if (settlement.tally().requests() > 1) {
                    retried.add(settlement.batch());
                }
            }
        }
        return retried;
    }

    private List<Parting> parted(Map<RunResults, Progress> forced) {
        return entries.stream()
                .filter(entry -> forced.containsKey(entry.parts().get(0).run()))
                .flatMap(entry -> entry.parting().stream())
                .toList();
    }

    private void fail(RunResults run, Throwable cause) {
        failed.putIfAbsent(run, cause);
        if (run.failure().isEmpty()) {
            run.fail(cause);
        }
    }

    private void tell(Entry entry) {
        failure(entry)
                .ifPresentOrElse(
                        cause -> entry.settled().completeExceptionally(cause),
                        () -> entry.settled().complete(null));
    }

    private Optional<Throwable> failure(Entry entry) {
        return entry.parts().stream()
                .map(part -> failed.get(part.run()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** What one run gets of a batch. */
    record Part(RunResults run, Settlement settlement) {}

    /** One batch on its way: of one run, or of several that are recorded together. */
    record Entry(List<Part> parts, Optional<Parting> parting, CompletableFuture<Void> settled) {}
}
