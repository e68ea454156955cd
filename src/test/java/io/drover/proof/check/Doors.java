package io.drover.proof.check;

import static io.drover.proof.check.Invariant.I14;
import static io.drover.proof.check.Invariant.I15;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the management API says of the runs what the files say, where it was asked. */
final class Doors {
    private static final String DONE = "done";

    private final List<Sightings.Told> told;
    private final Breaches breaches;
    private final Map<String, Sightings.Told> last = new HashMap<>();

    Doors(Sightings sightings, Breaches breaches) {
        this.told = sightings.told();
        this.breaches = breaches;
    }

    /** What was called done is called so ever after, with the same counts. */
    void staysDone() {
        for (Sightings.Told now : told) {
            Sightings.Told before = last.put(now.run(), now);
            breaches.unless(
                    before == null || !before.state().equals(DONE) || before.sameAs(now),
                    I14,
                    "the API said %s, and later %s",
                    before,
                    now);
        }
    }

    /** The last word on each run that was published. To be called after {@link #staysDone}. */
    void agree(List<Source> sources) throws IOException {
        if (told.isEmpty()) {
            return;
        }
        for (Source source : sources) {
            for (Path file : source.result(".summary.json")) {
                String run = Summary.read(file).text("run");
                Optional<Sightings.Told> word = Optional.ofNullable(last.get(run));
                breaches.unless(
                        word.isPresent() && agrees(word.get(), source),
                        I15,
                        "of run %s of %s, which is published, the API says %s",
                        run,
                        source.name(),
                        word.map(Sightings.Told::toString).orElse("nothing"));
            }
        }
    }

    private static boolean agrees(Sightings.Told word, Source source) throws IOException {
        return word.state().equals(DONE)
                && word.file().equals(source.name())
                && word.succeeded() == rows(source, ".success.csv")
                && word.failed() == rows(source, ".error.csv");
    }

    private static long rows(Source source, String kind) throws IOException {
        long rows = 0;
        for (Path file : source.result(kind)) {
            rows += Math.max(0, Table.parse(Files.readAllBytes(file)).rows().size() - 1);
        }
        return rows;
    }
}
