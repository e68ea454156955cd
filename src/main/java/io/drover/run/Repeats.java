package io.drover.run;

import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.source.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the content of a file was loaded before. */
final class Repeats {
    private final Journal journal;
    private final Catalog catalog;

    Repeats(Journal journal, Catalog catalog) {
        this.journal = journal;
        this.catalog = catalog;
    }

    /** Why the file is not loaded again, for people; empty when it may be. */
    Optional<String> refusal(Claim claim, Load load, String sha256) {
        if (load.duplicates() == Duplicates.LOAD || catalog.mayRepeat(claim)) {
            return Optional.empty();
        }
        List<RunEntry> earlier = new ArrayList<>(journal.runsOf(load.name(), sha256));
        earlier.removeIf(entry -> entry.start().run().equals(claim.run()));
        return earlier.stream()
                .findFirst()
                .map(entry -> "its content was loaded before, by run "
                        + entry.start().run() + " as " + entry.start().file() + " (" + entry.state()
                        + "). To load it all the same use 'load FILE --load " + load.name()
                        + " --again' or set drover.loads."
                        + load.name() + ".duplicates=load");
    }
}
