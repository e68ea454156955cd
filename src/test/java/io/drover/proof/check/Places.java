package io.drover.proof.check;

import static io.drover.proof.check.Invariant.I12;
import static io.drover.proof.check.Invariant.I13;
import static io.drover.proof.check.Invariant.I14;
import static io.drover.proof.check.Invariant.I16;
import static io.drover.proof.check.Invariant.I8;
import static io.drover.proof.check.Invariant.I9;

import io.drover.proof.oracle.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether files are where they should be, and only there. */
final class Places {
    private static final Set<String> FOLDERS = Set.of("inbox", "processing", "done", "results", "rejected", "state");
    private static final Set<String> BESIDE = Set.of("data", "application.properties", "tmp");

    private final Evidence evidence;
    private final Sightings sightings;
    private final Breaches breaches;

    Places(Evidence evidence, Sightings sightings, Breaches breaches) {
        this.evidence = evidence;
        this.sightings = sightings;
        this.breaches = breaches;
    }

    void check(List<Source> sources, List<Entry> entries) throws IOException {
        finals();
        Map<String, Long> publishedAt = publishedAt(sources);
        sources();
        done(sources, publishedAt, entries);
        outside();
    }

    private void finals() throws IOException {
        for (Sightings.Final seen : sightings.finals()) {
            Path file = evidence.ofLoad("results").resolve(seen.name());
            byte[] now = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            breaches.unless(
                    now.length == seen.size() && Hashes.sha256(now).equals(seen.sha256()),
                    I8,
                    "%s was seen with %d bytes and has %d, or others",
                    seen.name(),
                    seen.size(),
                    now.length);
        }
    }

    private Map<String, Long> publishedAt(List<Source> sources) {
        Map<String, Long> at = new HashMap<>();
        for (Source source : sources) {
            for (Path summary : source.result(".summary.json")) {
                String name = String.valueOf(summary.getFileName());
                sightings.finals().stream()
                        .filter(seen -> seen.name().equals(name))
                        .forEach(seen -> at.merge(source.name(), seen.millis(), Math::min));
            }
        }
        return at;
    }

    private void sources() {
        Set<String> left = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (Sightings.Place place : sightings.places()) {
            breaches.unless(
                    Set.of("inbox", "processing", "done", "rejected").contains(place.where()),
                    I9,
                    "%s was in \"%s\" after end %d",
                    place.file(),
                    place.where(),
                    place.kill());
            boolean back = place.where().equals("inbox") && left.contains(place.file());
            breaches.unless(!back, I9, "%s was back in the inbox after end %d", place.file(), place.kill());
            breaches.unless(
                    place.where().equals("done") || !done.contains(place.file()),
                    I14,
                    "%s was done and was in %s after end %d",
                    place.file(),
                    place.where(),
                    place.kill());
            if (!place.where().equals("inbox")) {
                left.add(place.file());
            }
            if (place.where().equals("done")) {
                done.add(place.file());
            }
        }
    }

    private void done(List<Source> sources, Map<String, Long> publishedAt, List<Entry> entries) throws IOException {
        Map<Long, Long> byFile = new HashMap<>();
        for (Source source : sources) {
            Long at = publishedAt.get(source.name());
            if (at != null) {
                byFile.put(source.number(), at);
            }
            for (Path done : source.done()) {
                breaches.unless(
                        Files.mismatch(done, evidence.inputs().resolve(source.name())) < 0,
                        I9,
                        "%s is not what was dropped",
                        done.getFileName());
            }
            breaches.unless(
                    source.done().size() <= 1,
                    I9,
                    "%s was loaded %d times",
                    source.name(),
                    source.done().size());
        }
        for (Entry entry : entries) {
            long first = entry.ids().all().isEmpty() ? -1 : entry.ids().all().get(0);
            Long at = byFile.get(first / Marks.PER_FILE);
            breaches.unless(
                    at == null || entry.millis() <= at, I14, "record %d was sent after its run was published", first);
        }
    }

    /** Whether all has come to its end that was pending when a recovery was killed. */
    void recovered(List<Source> sources) {
        Set<String> published = new HashSet<>();
        sources.stream()
                .filter(source -> !source.result(".summary.json").isEmpty())
                .forEach(source -> published.add(source.name()));
        for (Sightings.Kill kill : sightings.kills()) {
            for (String file : kill.recovering().isEmpty()
                    ? new String[0]
                    : kill.recovering().split(",", -1)) {
                breaches.unless(
                        published.contains(file),
                        I16,
                        "%s was pending when recovery %d was killed, and was never finished",
                        file,
                        kill.number());
            }
        }
    }

    private void outside() throws IOException {
        for (Path file : Source.files(evidence.directory())) {
            breaches.unless(BESIDE.contains(name(file)), I13, "%s was made beside the home", name(file));
        }
        for (Path file : Source.files(evidence.directory().resolve("data"))) {
            breaches.unless(FOLDERS.contains(name(file)), I13, "%s was made in the home", name(file));
        }
    }

    /** Looks for the secret in all that was written. */
    void secrets(String secret) throws IOException {
        try (Stream<Path> all = Files.walk(evidence.directory())) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !name(file).equals("application.properties"))
                    .toList()) {
                withoutSecret(file, secret);
            }
        }
        for (Path file : evidence.logs()) {
            withoutSecret(file, secret);
        }
    }

    private void withoutSecret(Path file, String secret) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        breaches.unless(!text.contains(secret), I12, "%s holds the secret", name(file));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
