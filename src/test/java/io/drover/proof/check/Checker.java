package io.drover.proof.check;

import io.drover.proof.oracle.OracleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the traces of a load and says which invariants do not hold. */
public final class Checker {
    private Checker() {}

    /**
     * What was found.
     *
     * @param repeats requests whose key had come before
     * @param repeatsAfterCrashes those of them that an earlier process had sent
     */
    public record Finding(
            List<Breach> breaches,
            long files,
            long records,
            long succeeded,
            long failed,
            long requests,
            long repeats,
            long repeatsAfterCrashes) {
        public Finding {
            breaches = List.copyOf(breaches);
        }
    }

    /** Checks all invariants. */
    public static Finding check(Evidence evidence, Rules rules) throws IOException {
        OracleLog log = OracleLog.read(evidence.oracleLog());
        Sightings sightings = Sightings.read(evidence.sightings());
        Breaches breaches = new Breaches();
        Requests requests = new Requests(log, rules, breaches);
        requests.check(runsAtKill(sightings));
        Accounts accounts = new Accounts(new Said(log.entries()), breaches);
        Telling telling = new Telling(log, evidence.logs(), breaches);
        List<Source> sources = Source.of(evidence);
        for (Source source : sources) {
            accounts.check(source, !rules.finished() && isPending(evidence, source));
            telling.check(source, rules.reopened() == 0);
        }
        Places places = new Places(evidence, sightings, breaches);
        places.check(sources, log.entries());
        if (rules.finished()) {
            places.recovered(sources);
        }
        Doors doors = new Doors(sightings, breaches);
        doors.staysDone();
        if (rules.finished()) {
            doors.agree(sources);
        }
        places.secrets(rules.secret());
        Accounts.Counts counts = accounts.counts();
        return new Finding(
                breaches.found(),
                sources.size(),
                counts.records(),
                counts.succeeded(),
                counts.failed(),
                log.entries().size(),
                requests.repeats(),
                requests.repeatsAfterCrashes());
    }

    private static Map<Integer, Integer> runsAtKill(Sightings sightings) {
        Map<Integer, Integer> runs = new HashMap<>();
        sightings.kills().forEach(kill -> runs.put(kill.number(), kill.runs()));
        return runs;
    }

    private static boolean isPending(Evidence evidence, Source source) throws IOException {
        if (Files.exists(evidence.ofLoad("inbox").resolve(source.name()))) {
            return true;
        }
        for (Path run : Source.files(evidence.home("processing"))) {
            if (Files.exists(run.resolve(source.name()))) {
                return true;
            }
        }
        return false;
    }
}
