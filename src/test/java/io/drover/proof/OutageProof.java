package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.check.Checker;
import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Fault;
import io.drover.proof.oracle.Kind;
import io.drover.proof.oracle.OracleLog;
import io.drover.proof.oracle.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Destinations that fail for long, counted at the destination. {@code drover.outage.seconds} says how long. */
class OutageProof {
    private static final int SECONDS = Integer.getInteger("drover.outage.seconds", 200);
    /** Promised to users. */
    private static final long BACK_MILLIS = 5_000;
    /** What a machine that is busy with other things may need on top. */
    private static final long SLACK_MILLIS = 2_000;

    @Test
    void anOutageTurnsNoRecordIntoAnError() throws Exception {
        Path folder = Traces.empty("outage");
        try (OracleProcess oracle = OracleProcess.start(folder.resolve("oracle.log"))) {
            Site site = new Site(folder);
            site.connection("max-retries", "2").connection("pause-after-exhausted", "3");
            TrackRecord.Figure figure = new TrackRecord.Figure("outage");
            long records = 0;
            records += outage(site, oracle, figure, Fault.S429, 1);
            records += outage(site, oracle, figure, Fault.S503, 2);
            records += outage(site, oracle, figure, Fault.RESET, 3);
            TrackRecord.write(figure.row("seconds of each outage", SECONDS)
                    .row("records", records)
                    .row("**lost or doubled**", "**0**")
                    .repeatedBy(
                            "mvn -Pstorm verify -Dit.test=OutageProof -Ddrover.outage.seconds=" + SECONDS,
                            3L * SECONDS / 60));
        }
    }

    private static long outage(Site site, OracleProcess oracle, TrackRecord.Figure figure, Fault fault, int number)
            throws IOException, InterruptedException {
        oracle.follow(new Plan(0, 0, List.of(), 0, 0, Plan.Keys.HONOUR, 20));
        site.open(oracle);
        try (Watcher watcher = new Watcher(site);
                DroverProcess drover = site.start()) {
            assertThat(drover.awaitReady(90)).as(drover.printed()).isTrue();
            int before = OracleLog.read(oracle.log()).entries().size();
            Input input = Input.of(1, number, 20_000);
            site.drop(input);
            DiskLab.until(() -> OracleLog.read(oracle.log()).entries().size() > before + 40);
            oracle.follow(new Plan(0, 100, List.of(fault), 0, 0, Plan.Keys.HONOUR, 0));
            long down = System.currentTimeMillis();
            DroverProcess.rest(SECONDS * 1000L);
            oracle.follow(Plan.KIND);
            long up = System.currentTimeMillis();
            DiskLab.until(site::isEmpty);
            drover.signal("TERM");
            assertThat(drover.awaitEnd(30_000)).isTrue();
            watcher.close();
            oracle.mark("stop");
            List<Entry> entries = OracleLog.read(oracle.log()).entries();
            long back = firstAnswer(entries, up) - up;
            long sent = entries.stream()
                    .filter(entry -> entry.millis() > down + 5000 && entry.millis() < up)
                    .count();
            assertThat(back).as("first success after %s", fault).isLessThan(BACK_MILLIS + SLACK_MILLIS);
            assertThat(sent)
                    .as("requests during an outage by %s: probes and no storm", fault)
                    .isLessThan(4L * SECONDS + 20);
            assertThat(Checker.check(site.evidence(oracle), site.rules(true, 0)).breaches().stream()
                            // The batch that meets the limit is kept and probes on, which is no retry.
                            .filter(breach -> !breach.what().contains("was tried")
                                    && !breach.what().contains("were retries"))
                            .toList())
                    .isEmpty();
            figure.row("requests in the outage by " + fault, sent).row("first success after it, ms", back);
            return input.records();
        }
    }

    private static long firstAnswer(List<Entry> entries, long after) {
        return entries.stream()
                .filter(entry -> entry.millis() >= after && entry.fault().kind() == Kind.ANSWERED)
                .mapToLong(Entry::millis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
