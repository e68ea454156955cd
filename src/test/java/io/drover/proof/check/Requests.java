package io.drover.proof.check;

import static io.drover.proof.check.Invariant.I10;
import static io.drover.proof.check.Invariant.I6;
import static io.drover.proof.check.Invariant.I7;

import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Entry.Effect;
import io.drover.proof.oracle.Kind;
import io.drover.proof.oracle.OracleLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether what was sent is what may be sent. */
final class Requests {
    private final OracleLog log;
    private final Rules rules;
    private final Breaches breaches;
    private final Map<String, List<Entry>> byKey = new LinkedHashMap<>();
    /** Process to the batches it sent that an earlier one had sent before. */
    private final Map<Integer, Integer> afterCrash = new HashMap<>();

    private final Map<Integer, Integer> whileFrozen = new HashMap<>();
    private int afterAnswer;
    private int checks;

    Requests(OracleLog log, Rules rules, Breaches breaches) {
        this.log = log;
        this.rules = rules;
        this.breaches = breaches;
        for (Entry entry : log.entries()) {
            if (entry.key().isEmpty() && entry.ids().all().isEmpty()) {
                // A check of the connection: it brings no record.
                checks++;
                continue;
            }
            byKey.computeIfAbsent(entry.key(), key -> new ArrayList<>(1)).add(entry);
        }
    }

    long repeats() {
        return (long) log.entries().size() - checks - byKey.size();
    }

    long repeatsAfterCrashes() {
        return afterCrash.values().stream().mapToInt(Integer::intValue).sum();
    }

    void check(Map<Integer, Integer> runsAtKill) {
        Map<String, String> keyOfBody = new HashMap<>();
        byKey.forEach((key, entries) -> {
            breaches.unless(!key.isEmpty(), I6, "a request with records had no key");
            String body = entries.get(0).bodySha256();
            breaches.unless(
                    entries.stream().allMatch(entry -> entry.bodySha256().equals(body)),
                    I6,
                    "key %s had two bodies",
                    key);
            String other = keyOfBody.putIfAbsent(body, key);
            breaches.unless(other == null, I6, "keys %s and %s had the same body", other, key);
            inOrder(key, entries);
            limited(key, entries);
        });
        afterCrash.forEach((process, repeats) -> {
            int allowed = 0;
            // A batch may have been on its way at any of the ends before; most are repeated by the next process.
            for (int kill = 1; kill <= process; kill++) {
                allowed += rules.concurrency() + rules.unrecorded() * runsAtKill.getOrDefault(kill, 1);
            }
            breaches.unless(
                    repeats <= allowed, I7, "process %d repeated %d batches of %d allowed", process, repeats, allowed);
        });
        int total = 0;
        for (int kill = 1; kill <= log.marks().size(); kill++) {
            total += rules.concurrency() + rules.unrecorded() * runsAtKill.getOrDefault(kill, 1);
        }
        breaches.unless(
                repeatsAfterCrashes() <= total,
                I7,
                "%d batches were repeated after crashes, %d were allowed",
                repeatsAfterCrashes(),
                total);
    }

    private void inOrder(String key, List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            int process = log.process(entries.get(i));
            int before = log.process(entries.get(i - 1));
            if (process != before) {
                afterCrash.merge(process, 1, Integer::sum);
                continue;
            }
            Kind answer = entries.get(i - 1).fault().kind();
            boolean again =
                    answer == Kind.RECOVERABLE || answer == Kind.UNKNOWN || answer == Kind.YIELD || stoodStill(process);
            afterAnswer += again ? 0 : 1;
            breaches.unless(
                    again || afterAnswer <= rules.reopened() * (rules.concurrency() + rules.unrecorded()),
                    I10,
                    "key %s was sent again by the same process after the answer %s",
                    key,
                    entries.get(i - 1).fault());
        }
        long effects =
                entries.stream().filter(entry -> entry.effect() == Effect.FIRST).count();
        breaches.unless(effects <= 1 || !rules.honoursKeys(), I7, "key %s had %d effects", key, effects);
    }

    /** An answer that comes while a process stands still may be too late for it: then it is as if none had come. */
    private boolean stoodStill(int process) {
        return log.stoodStill(process) && whileFrozen.merge(process, 1, Integer::sum) <= rules.concurrency();
    }

    private void limited(String key, List<Entry> entries) {
        long attempts = entries.stream()
                .filter(entry -> entry.fault().kind() == Kind.RECOVERABLE
                        || entry.fault().kind() == Kind.UNKNOWN)
                .count();
        int restarts = log.process(entries.get(entries.size() - 1)) - log.process(entries.get(0));
        breaches.unless(
                attempts <= 1L + rules.maxRetries() + restarts,
                I10,
                "key %s was tried %d times, over %d restarts",
                key,
                attempts,
                restarts);
    }
}
