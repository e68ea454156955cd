package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.check.Checker;
import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Fault;
import io.drover.proof.oracle.Kind;
import io.drover.proof.oracle.OracleLog;
import io.drover.proof.oracle.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Destinations that fail for long, each with a Drover of its own and all at once, counted at the destination;
 * {@code drover.outage.seconds} says how long. An hour of virtual time is in every build: OutageHourTest.
 */
class OutageProof {
    private static final int SECONDS = Integer.getInteger("drover.outage.seconds", 600);
    private static final List<Fault> FAULTS = List.of(Fault.S429, Fault.S503, Fault.RESET);
    /** Promised to users. */
    private static final long BACK_MILLIS = 5_000;
    /** What a machine that is busy with other things may need on top. */
    private static final long SLACK_MILLIS = 2_000;
    /** By then retries are used up, and the wait between two probes is as long as it gets. */
    private static final long SETTLED_MILLIS = 30_000;

    private static final long PROBE_MILLIS = 4_000;
    private static final int RECORDS = 20_000;
    private static final int CONCURRENCY = 4;
    private static final int MAX_RETRIES = 3;
    private static final int PAUSE_AFTER = 5;

    /** What was seen of one outage. */
    private record Seen(Fault fault, long requests, long probes, long backMillis, long exhausted) {}

    @Test
    void anOutageIsProbedSeldomAndEndsWithinSeconds() throws Exception {
        Path folder = Traces.empty("outage");
        ExecutorService threads = Executors.newFixedThreadPool(FAULTS.size());
        List<Future<Seen>> outages = new ArrayList<>();
        for (Fault fault : FAULTS) {
            outages.add(threads.submit(() -> outage(folder.resolve(fault.name()), fault)));
        }
        threads.shutdown();
        TrackRecord.Figure figure = new TrackRecord.Figure("outage").row("seconds of each outage", SECONDS);
        for (Future<Seen> outage : outages) {
            tell(figure, outage.get());
        }
        TrackRecord.write(figure.row("records", (long) FAULTS.size() * RECORDS)
                .row("**lost, doubled, or tried more often than the settings say**", "**0**")
                .repeatedBy(
                        "mvn -Pstorm verify -Dit.test=OutageProof -Ddrover.outage.seconds=" + SECONDS, SECONDS / 60));
    }

    private static void tell(TrackRecord.Figure figure, Seen seen) {
        String what = seen.fault().name().replaceFirst("S(\\d)", "$1");
        figure.row(what + ": requests in the outage", seen.requests());
        if (seen.fault().kind() != Kind.YIELD) {
            figure.row(what + ": records given up before the pause (`exhausted`)", seen.exhausted());
        }
        figure.row(what + ": first success after it ended, ms", seen.backMillis());
    }

    /** With the settings that are the defaults. */
    private static Site site(Path folder) {
        return new Site(folder)
                .connection("max-retries", Integer.toString(MAX_RETRIES))
                .connection("backoff", "1s")
                .connection("max-backoff", "5m")
                .connection("pause-after-exhausted", Integer.toString(PAUSE_AFTER))
                .connection("concurrency", Integer.toString(CONCURRENCY))
                .connection("response-timeout", "60s");
    }

    private static Seen outage(Path folder, Fault fault) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (OracleProcess oracle = OracleProcess.start(folder.resolve("oracle.log"))) {
            oracle.follow(new Plan(0, 0, List.of(), 0, 0, Plan.Keys.HONOUR, 20));
            Site site = site(folder).open(oracle);
            long down;
            long up;
            try (Watcher watcher = new Watcher(site);
                    DroverProcess drover = site.start()) {
                assertThat(drover.awaitReady(180)).as(drover.printed()).isTrue();
                site.drop(Input.of(1, 1, RECORDS));
                DiskLab.until(() -> OracleLog.read(oracle.log()).entries().size() > 40);
                oracle.follow(new Plan(0, 100, List.of(fault), 0, 0, Plan.Keys.HONOUR, 0));
                down = System.currentTimeMillis();
                DroverProcess.rest(SECONDS * 1000L);
                oracle.follow(Plan.KIND);
                up = System.currentTimeMillis();
                DiskLab.until(site::isEmpty);
                drover.signal("TERM");
                assertThat(drover.awaitEnd(30_000)).as("%s", watcher).isTrue();
            }
            return seen(site, oracle, fault, down, up);
        }
    }

    private static Seen seen(Site site, OracleProcess oracle, Fault fault, long down, long up) throws IOException {
        List<Entry> entries = OracleLog.read(oracle.log()).entries();
        List<Entry> met = entries.stream()
                .filter(entry -> entry.millis() < up && entry.fault() == fault)
                .toList();
        long probes = met.stream()
                .filter(entry -> entry.millis() > down + SETTLED_MILLIS)
                .count();
        long back = firstAnswer(entries, up) - up;
        assertThat(back).as("first success after %s", fault).isBetween(0L, BACK_MILLIS + SLACK_MILLIS);
        assertThat(probes)
                .as("requests during an outage by %s: probes and no storm", fault)
                .isBetween(
                        Math.max(0, (SECONDS * 1000L - SETTLED_MILLIS) / (3 * PROBE_MILLIS)),
                        Math.max(0, SECONDS * 1000L - SETTLED_MILLIS) / PROBE_MILLIS + 2);
        theLimitIsPassedByProbesAlone(fault, met);
        var finding = Checker.check(site.evidence(oracle), site.rules(true, 0));
        assertThat(finding.breaches())
                // The batch that meets the limit is kept and probes on, which is no retry.
                .filteredOn(breach ->
                        !breach.what().contains("was tried") && !breach.what().contains("were retries"))
                .isEmpty();
        assertThat(finding.records()).isEqualTo(RECORDS);
        return new Seen(fault, met.size(), probes, back, exhausted(site));
    }

    /** A yield is asked as often as it takes; of anything else a batch that met the limit is the one that probes. */
    private static void theLimitIsPassedByProbesAlone(Fault fault, List<Entry> met) {
        if (fault.kind() != Kind.YIELD) {
            long beyond =
                    met.stream().collect(Collectors.groupingBy(Entry::key, Collectors.counting())).values().stream()
                            .filter(tries -> tries > 1 + MAX_RETRIES)
                            .count();
            assertThat(beyond).as("batches tried more than max-retries allows").isLessThanOrEqualTo(CONCURRENCY);
        }
    }

    private static long exhausted(Site site) throws IOException {
        long rows = 0;
        for (Path file : Site.visible(site.results())) {
            if (file.toString().endsWith(".error.csv")) {
                rows += Files.readAllLines(file).stream()
                        .filter(line -> line.contains(",exhausted,"))
                        .count();
            }
        }
        return rows;
    }

    private static long firstAnswer(List<Entry> entries, long after) {
        return entries.stream()
                .filter(entry -> entry.millis() >= after && entry.fault().kind() == Kind.ANSWERED)
                .mapToLong(Entry::millis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
