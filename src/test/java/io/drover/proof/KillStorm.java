package io.drover.proof;

import io.drover.proof.check.Checker;
import io.drover.proof.check.Sightings;
import io.drover.proof.oracle.Fault;
import io.drover.proof.oracle.OracleLog;
import io.drover.proof.oracle.Plan;
import io.drover.proof.oracle.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Kills Drover again and again while files come in and the destination misbehaves, until it has been killed so often and
 * so many records have come; then lets it finish and has the traces checked.
 */
final class KillStorm {
    /**
     * Faults at which no sender waits longer than its response timeout. Not 409: it is final to a first attempt and a retry
     * to a repeat, and an answer's kind here is the same for both.
     */
    static final List<Fault> FAULTS =
            Arrays.stream(Fault.values()).filter(fault -> fault != Fault.S409).toList();

    private static final long READY_SECONDS = 90;
    private static final long STILL_MINUTES = 2;

    private final Site site;
    private final OracleProcess oracle;
    private final Scale scale;
    private final SplittableRandom random;
    private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
    private final Map<Means, Integer> means = new EnumMap<>(Means.class);
    private final Map<Integer, Set<Long>> writtenAtKill = new HashMap<>();
    private final Map<String, String> placed = new TreeMap<>();
    private final List<String> troubles = new ArrayList<>();
    private int ends;

    /**
     * How much of it.
     *
     * @param means to choose from, as often as they stand there
     */
    record Scale(int kills, long records, long seed, long minutes, int largestFile, List<Means> means) {
        Scale {
            means = List.copyOf(means);
        }
    }

    /** What a process is ended or troubled by. */
    enum Means {
        /** kill -9 after a random time of work. */
        ANY_TIME,
        /** kill -9 while it starts. */
        STARTING,
        /** kill -9 at a moment of an exchange. */
        EXCHANGE,
        /** kill -9 at a system call. */
        CALL,
        /** kill -9 between two steps of a publication. */
        PUBLICATION,
        /** SIGTERM. */
        STOP,
        /** SIGSTOP, a while, SIGCONT; then kill -9. */
        FREEZE,
        /** A second process on the same home, which has to refuse; then kill -9. */
        SECOND
    }

    /** What came of it. */
    record Outcome(
            Checker.Finding finding,
            Map<Phase, Integer> phases,
            Map<Means, Integer> means,
            List<String> troubles,
            int kills,
            long minutes) {}

    KillStorm(Path root, OracleProcess oracle, Scale scale) throws IOException {
        this.site = new Site(root).open(oracle);
        this.oracle = oracle;
        this.scale = scale;
        this.random = new SplittableRandom(scale.seed());
    }

    Outcome rage() throws IOException, InterruptedException {
        long began = System.nanoTime();
        oracle.follow(new Plan(scale.seed(), 10, FAULTS, 300, 15, Plan.Keys.HONOUR, 3));
        try (Watcher watcher = new Watcher(site)) {
            Requested requested = new Requested(oracle.log());
            try (Feeder feeder = new Feeder(site, scale.seed(), scale.largestFile(), 2)) {
                while ((kills() < scale.kills() || feeder.records() < scale.records()) && hasTime(began)) {
                    Means next = scale.means().get(random.nextInt(scale.means().size()));
                    Set<String> before = Set.copyOf(look(feeder, requested).pending());
                    means.merge(next, 1, Integer::sum);
                    strike(next, watcher);
                    ends++;
                    oracle.mark(next + " " + ends);
                    note(watcher, feeder, requested, before);
                }
            }
            oracle.disarm();
            oracle.follow(Plan.KIND);
            finish(watcher);
        }
        phases.merge(Phase.P10, rowsSentAgain(), Integer::sum);
        return new Outcome(
                Checker.check(site.evidence(oracle), site.rules(true, 0)),
                phases,
                means,
                troubles,
                ends,
                (System.nanoTime() - began) / 60_000_000_000L);
    }

    /** Without the stops. */
    private int kills() {
        return ends - means.getOrDefault(Means.STOP, 0);
    }

    private boolean hasTime(long began) {
        return System.nanoTime() - began < scale.minutes() * 60_000_000_000L;
    }

    private Look look(Feeder feeder, Requested requested) throws IOException {
        return Look.at(site, feeder, requested);
    }

    private void note(Watcher watcher, Feeder feeder, Requested requested, Set<String> before) throws IOException {
        boolean sent = requested.readOn();
        Look look = look(feeder, requested);
        look.phases().forEach(phase -> phases.merge(phase, 1, Integer::sum));
        boolean recovering = !sent && !before.isEmpty();
        if (recovering) {
            phases.merge(Phase.R, 1, Integer::sum);
        }
        writtenAtKill.put(ends, look.written());
        List<String> lines = new ArrayList<>();
        lines.add(
                new Sightings.Kill(ends, Math.max(1, look.pending().size()), recovering ? String.join(",", before) : "")
                        .line());
        Look.places(site, feeder).forEach((name, where) -> {
            if (!where.equals("done") || !where.equals(placed.get(name))) {
                lines.add(new Sightings.Place(ends, name, where).line());
            }
            placed.put(name, where);
        });
        watcher.note(lines);
        Files.writeString(
                site.root().resolve("progress.txt"),
                "ends %d, records %d, %s, %s, %s%n".formatted(ends, feeder.records(), means, phases, troubles));
    }

    private void strike(Means how, Watcher watcher) throws IOException, InterruptedException {
        List<String> tracer = how == Means.CALL ? tracer() : how == Means.PUBLICATION ? Publishing.SLOWLY : List.of();
        try (DroverProcess drover = site.start(tracer, List.of())) {
            if (how == Means.STARTING) {
                DroverProcess.rest(50 + random.nextInt(2500));
                return;
            }
            if (how == Means.CALL) {
                boolean hit = drover.awaitEnd(8000 + random.nextInt(4000));
                means.merge(Means.CALL, hit ? 0 : -1, Integer::sum);
                means.merge(Means.ANY_TIME, hit ? 0 : 1, Integer::sum);
                return;
            }
            if (!drover.awaitReady(READY_SECONDS)) {
                throw new IllegalStateException("end " + ends + ": it does not start: " + drover.printed());
            }
            watcher.note(Api.of(drover).youngest(ends));
            switch (how) {
                case EXCHANGE -> atPoint();
                case PUBLICATION -> Publishing.await(site, random.nextInt(3), 8000);
                case STOP -> stop(drover);
                case FREEZE -> freeze(drover);
                case SECOND -> second(drover);
                default -> DroverProcess.rest(50 + random.nextInt(1500));
            }
        }
    }

    private void atPoint() throws InterruptedException {
        List<Point> points = List.of(Point.values());
        Point point = points.get(random.nextInt(points.size()));
        oracle.arm(point, 1 + random.nextInt(60));
        if (oracle.reached(8000)) {
            phases.merge(Phase.valueOf(point.name()), 1, Integer::sum);
        }
        oracle.disarm();
    }

    private void stop(DroverProcess drover) throws IOException, InterruptedException {
        DroverProcess.rest(50 + random.nextInt(1000));
        drover.signal("TERM");
        trouble(drover.awaitEnd(30_000), "end %d: a stop took longer than 30 s", ends);
    }

    private void freeze(DroverProcess drover) throws IOException, InterruptedException {
        DroverProcess.rest(50 + random.nextInt(1000));
        drover.signal("STOP");
        DroverProcess.rest(100 + random.nextInt(3500));
        drover.signal("CONT");
        DroverProcess.rest(random.nextInt(1500));
        trouble(drover.isAlive(), "end %d: it did not survive a pause: %s", ends, drover.printed());
    }

    private void second(DroverProcess drover) throws IOException, InterruptedException {
        try (DroverProcess other = site.start()) {
            boolean ended = other.awaitEnd(60_000);
            trouble(ended && other.exitCode() != 0, "end %d: a second process was not refused", ends);
            trouble(
                    other.printed().contains("process " + drover.machine().pid()),
                    "end %d: the second process does not say who holds the home: %s",
                    ends,
                    other.printed());
        }
        trouble(drover.isAlive(), "end %d: the first process has ended: %s", ends, drover.printed());
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private void trouble(boolean fine, String what, Object... values) {
        if (!fine) {
            troubles.add(what.formatted(values));
        }
    }

    /**
     * Kills at the n-th call of a kind that one thread makes. The main thread makes seven renames at a start; those that
     * take and publish files come in sixes.
     */
    private List<String> tracer() {
        String[] calls = {"rename", "rename", "rename", "rename", "rmdir", "unlink", "fsync", "fdatasync", "pwrite64"};
        String call = calls[random.nextInt(calls.length)];
        int from = call.equals("rename") && random.nextInt(5) > 0 ? 8 : 1;
        int most = call.equals("rename") ? 12 : call.equals("rmdir") ? 3 : 30;
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":signal=SIGKILL:when=" + (from + random.nextInt(most)));
    }

    /** Without faults all must be done, and never stand still. */
    private void finish(Watcher watcher) throws IOException, InterruptedException {
        try (DroverProcess drover = site.start()) {
            trouble(drover.awaitReady(READY_SECONDS), "the last process did not get ready: %s", drover.printed());
            int before = -1;
            long since = System.nanoTime();
            while (!site.isEmpty()) {
                int done = Site.visible(site.results()).size();
                since = done == before ? since : System.nanoTime();
                before = done;
                if (System.nanoTime() - since > STILL_MINUTES * 60_000_000_000L) {
                    troubles.add("nothing moves any more: " + drover.printed());
                    return;
                }
                DroverProcess.rest(100);
            }
            watcher.note(Api.of(drover).all(ends));
            drover.signal("TERM");
            trouble(drover.awaitEnd(30_000), "the last stop took longer than 30 s");
        }
    }

    /** Kills after which a record was sent again whose row had been written. */
    private int rowsSentAgain() throws IOException {
        OracleLog log = OracleLog.read(oracle.log());
        Set<Integer> kills = new HashSet<>();
        log.entries().forEach(entry -> {
            int kill = log.process(entry);
            Set<Long> written = writtenAtKill.getOrDefault(kill, Set.of());
            if (entry.ids().all().stream().anyMatch(written::contains)) {
                kills.add(kill);
            }
        });
        return kills.size();
    }

    static boolean hasTracer() {
        return Files.exists(Path.of("/usr/bin/strace"));
    }
}
