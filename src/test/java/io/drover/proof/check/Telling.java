package io.drover.proof.check;

import static io.drover.proof.check.Invariant.I11;
import static io.drover.proof.check.Invariant.I15;

import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Kind;
import io.drover.proof.oracle.OracleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether what went wrong is told: counted in the summary, and named in the log. */
final class Telling {
    private final OracleLog log;
    private final Breaches breaches;
    private final Map<Long, List<Entry>> byFile = new HashMap<>();
    private final StringBuilder printed = new StringBuilder();

    Telling(OracleLog log, List<Path> logs, Breaches breaches) throws IOException {
        this.log = log;
        this.breaches = breaches;
        for (Entry entry : log.entries()) {
            long first = entry.ids().all().isEmpty() ? -1 : entry.ids().all().get(0);
            byFile.computeIfAbsent(first / Marks.PER_FILE, file -> new ArrayList<>())
                    .add(entry);
        }
        for (Path file : logs) {
            printed.append(Files.readString(file));
        }
    }

    /** @param uninterrupted whether no run was left and gone on with by the same process */
    void check(Source source, boolean uninterrupted) throws IOException {
        for (Path file : source.result(".summary.json")) {
            Summary summary = Summary.read(file);
            breaches.unless(
                    printed.indexOf("run=" + summary.text("run")) >= 0,
                    I15,
                    "no log speaks of run %s",
                    summary.text("run"));
            List<Entry> sent = byFile.getOrDefault(source.number(), List.of());
            int[] processes = sent.stream().mapToInt(log::process).distinct().toArray();
            if (processes.length == 1 && uninterrupted && !log.stoodStill(processes[0])) {
                counts(source, summary, sent);
            }
        }
    }

    /** Of a run that nothing went through every attempt is counted, as what it was. */
    private void counts(Source source, Summary summary, List<Entry> sent) {
        long yields = sent.stream()
                .filter(entry -> entry.fault().kind() == Kind.YIELD)
                .count();
        Map<String, Kind> before = new HashMap<>();
        long retries = 0;
        for (Entry entry : sent) {
            Kind last = before.put(entry.key(), entry.fault().kind());
            retries += last == Kind.RECOVERABLE || last == Kind.UNKNOWN ? 1 : 0;
        }
        breaches.unless(
                summary.count("requests") == sent.size() && summary.count("yields") == yields,
                I15,
                "%s: %d requests came and %d were told to yield; its summary says %d and %d",
                source.name(),
                sent.size(),
                yields,
                summary.count("requests"),
                summary.count("yields"));
        breaches.unless(
                summary.count("retries") == retries,
                I11,
                "%s: %d requests were retries, its summary says %d",
                source.name(),
                retries,
                summary.count("retries"));
    }
}
