package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.check.Checker;
import io.drover.proof.oracle.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Hours of files and mixed faults in one process: what it holds is measured again and again, and does not grow. {@code
 * drover.soak.files}, {@code .records}, {@code .minutes} say how much; it ends when all of them are reached.
 */
class SoakProof {
    private static final int FILES = Integer.getInteger("drover.soak.files", 60);
    private static final long RECORDS = Long.getLong("drover.soak.records", 60_000);
    private static final double MINUTES = Double.parseDouble(System.getProperty("drover.soak.minutes", "1"));
    private static final long SEED = 5;
    /** So many that the time a file rests before it is taken is not what holds the load up. */
    private static final int WAITING = 10;

    /** In so long the state holds as many runs as it ever will: those of the last minute, or a little more. */
    private static final double REMEMBERED_MINUTES = 5;

    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    /**
     * What a process holds.
     *
     * @param heap kilobytes after a collection
     * @param temporary files in its folder for temporary files
     * @param state bytes
     */
    private record Held(long heap, long handles, long threads, long temporary, long state) {}

    @Test
    void whatAProcessHoldsDoesNotGrow() throws Exception {
        Path folder = Traces.empty("soak");
        try (OracleProcess oracle = OracleProcess.start(folder.resolve("oracle.log"))) {
            oracle.follow(new Plan(SEED, 1, KillStorm.FAULTS, 1000, 10, Plan.Keys.HONOUR, 1));
            // The API soon knows nothing of a run any more, so it is no witness here.
            Site site = new Site(folder).set("drover.history", "1m").open(oracle);
            long began = System.nanoTime();
            List<Held> held;
            try (Watcher watcher = new Watcher(site);
                    DroverProcess drover = site.start(List.of(), List.of("-Xmx256m"))) {
                assertThat(drover.awaitReady(90)).as(drover.printed()).isTrue();
                held = load(site, drover, began);
                DiskLab.until(site::isEmpty);
                drover.signal("TERM");
                assertThat(drover.awaitEnd(30_000)).as("%s", watcher).isTrue();
            }
            var finding = Checker.check(site.evidence(oracle), site.rules(true, 0));
            assertThat(finding.breaches()).as("see %s", folder).isEmpty();
            flat(held);
            tell(finding, held, (System.nanoTime() - began) / 60_000_000_000L);
        }
    }

    private static List<Held> load(Site site, DroverProcess drover, long began)
            throws IOException, InterruptedException {
        List<Held> held = new ArrayList<>();
        int perFile = (int) Math.max(1, 2 * RECORDS / FILES);
        int measures = 8;
        try (Feeder feeder = new Feeder(site, SEED, perFile, WAITING)) {
            while (feeder.dropped().size() < FILES || feeder.records() < RECORDS || minutes(began) < MINUTES) {
                double done = Math.min(
                        Math.min(1.0 * feeder.dropped().size() / FILES, 1.0 * feeder.records() / RECORDS),
                        minutes(began) / MINUTES);
                if (done * measures >= held.size()) {
                    held.add(measure(site, drover));
                    Files.writeString(site.root().resolve("held.txt"), held.toString());
                }
                DroverProcess.rest(50);
            }
        }
        held.add(measure(site, drover));
        return held;
    }

    private static double minutes(long began) {
        return (System.nanoTime() - began) / 60e9;
    }

    private static Held measure(Site site, DroverProcess drover) throws IOException, InterruptedException {
        String pid = Long.toString(drover.machine().pid());
        jcmd(pid, "GC.run");
        long heap = 0;
        Matcher matcher = HEAP.matcher(jcmd(pid, "GC.heap_info"));
        // Of the generations; what follows is metaspace.
        for (int found = 0; found < 2 && matcher.find(); found++) {
            heap += Long.parseLong(matcher.group(1));
        }
        return new Held(
                heap,
                count(Path.of("/proc", pid, "fd")),
                count(Path.of("/proc", pid, "task")),
                count(site.temporary()),
                Site.size(site.home("state")));
    }

    private static String jcmd(String pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, command)
                .redirectErrorStream(true)
                .start();
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            process.waitFor();
            return printed;
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    /** The last is compared with the second: by then all that is made once has been made. */
    private static void flat(List<Held> held) {
        Held early = held.get(1);
        Held last = held.get(held.size() - 1);
        String all = held.toString();
        assertThat(last.heap()).as("heap in %s", all).isLessThan(early.heap() * 3 / 2 + 8_000);
        assertThat(last.handles()).as("handles in %s", all).isLessThan(early.handles() + 30);
        assertThat(last.threads()).as("threads in %s", all).isLessThan(early.threads() + 20);
        assertThat(last.temporary()).as("temporary files in %s", all).isLessThanOrEqualTo(early.temporary() + 2);
        if (MINUTES >= REMEMBERED_MINUTES) {
            Held half = held.get(held.size() / 2);
            assertThat(last.state()).as("bytes of state in %s", all).isLessThan(half.state() * 5 / 4 + 1_000_000);
        }
    }

    private static void tell(Checker.Finding finding, List<Held> held, long minutes) throws IOException {
        Held first = held.get(1);
        Held half = held.get(held.size() / 2);
        Held last = held.get(held.size() - 1);
        TrackRecord.write(new TrackRecord.Figure("soak")
                .row("files", finding.files())
                .row("records", finding.records())
                .row("requests", finding.requests())
                .row("**lost, in two files, twice in one, invented**", "**0**")
                .row("heap after collection, KB, early and last", first.heap() + ", " + last.heap())
                .row("open handles", first.handles() + ", " + last.handles())
                .row("threads", first.threads() + ", " + last.threads())
                .row("temporary files", first.temporary() + ", " + last.temporary())
                .row("state, bytes, at half-time and last (`drover.history=1m`)", half.state() + ", " + last.state())
                .row("heap limit", "256 MB")
                .row("seed", SEED)
                .repeatedBy(
                        "mvn -Psoak verify -Dit.test=SoakProof -Ddrover.soak.files=%d -Ddrover.soak.records=%d -Ddrover.soak.minutes=%s"
                                .formatted(FILES, RECORDS, MINUTES),
                        minutes));
    }
}
