package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.journal.Journal;
import io.drover.journal.Parting;
import io.drover.journal.Progress;
import io.drover.result.Settlement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Settlements that become durable together: one force of each file, one commit of the journal. */
final class SettlingGroup {
    private final Map<RunResults, List<Entry>> byRun = new LinkedHashMap<>();

    SettlingGroup(List<Entry> entries) {
        for (Entry entry : entries) {
            byRun.computeIfAbsent(entry.run(), run -> new ArrayList<>()).add(entry);
        }
    }

    /** Settles them all; never throws, for a failure belongs to the runs it happened to. */
    void settle(Journal journal) {
        Map<RunResults, Progress> forced = new LinkedHashMap<>();
        byRun.forEach((run, entries) -> {
            try {
                forced.put(run, append(run, entries));
            } catch (IOException | RuntimeException | Error e) {
                fail(run, e);
            }
        });
        if (forced.isEmpty()) {
            return;
        }
        try {
            journal.settled(List.copyOf(forced.values()), retried(forced), parted(forced));
        } catch (RuntimeException | Error e) {
            forced.keySet().forEach(run -> fail(run, e));
            return;
        }
        forced.forEach((run, progress) -> {
            run.recorded(progress);
            entriesOf(run).forEach(entry -> entry.settled().complete(null));
        });
    }

    private static Progress append(RunResults run, List<Entry> entries) throws IOException {
        if (run.failure().isPresent()) {
            throw new IOException(
                    "run " + run.run() + " failed before and settles nothing more until a restart",
                    run.failure().get());
        }
        Tally added = Tally.NONE;
        for (Entry entry : entries) {
            run.append(entry.settlement());
            added = added.plus(entry.settlement().tally());
        }
        return run.force(added);
    }

    private List<BatchId> retried(Map<RunResults, Progress> forced) {
        List<BatchId> retried = new ArrayList<>();
        for (RunResults run : forced.keySet()) {
            for (Entry entry : entriesOf(run)) {
                if (entry.settlement().tally().retries() > 0) {
                    retried.add(entry.settlement().batch());
                }
            }
        }
        return retried;
    }

    private List<Parting> parted(Map<RunResults, Progress> forced) {
        return forced.keySet().stream()
                .flatMap(run -> entriesOf(run).stream())
                .flatMap(entry -> entry.parting().stream())
                .toList();
    }

    private void fail(RunResults run, Throwable cause) {
        if (run.failure().isEmpty()) {
            run.fail(cause);
        }
        entriesOf(run).forEach(entry -> entry.settled().completeExceptionally(cause));
    }

    private List<Entry> entriesOf(RunResults run) {
        return byRun.getOrDefault(run, List.of());
    }

    /** One settlement on its way. */
    record Entry(RunResults run, Settlement settlement, Optional<Parting> parting, CompletableFuture<Void> settled) {}
}
