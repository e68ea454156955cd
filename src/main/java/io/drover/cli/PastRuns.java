package io.drover.cli;

import io.drover.batch.Tally;
import io.drover.journal.Journal;
import io.drover.journal.JournalException;
import io.drover.journal.RunEntry;
import io.drover.source.HomeFolders;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The runs of a home folder, read from its journal, also while a {@code run} process works in it. */
record PastRuns(HomeFolders home, Standings standings) {
    static PastRuns of(Setup setup) {
        return new PastRuns(setup.home(), setup.standings());
    }

    /** Where a run stands, as the management API says it. */
    Standings.Standing standing(RunEntry entry) {
        Standings.Standing byJournal = new Standings.Standing(entry.state(), "");
        return entry.endedAt().isPresent()
                ? byJournal
                : standings.of(entry.start().run()).orElse(byJournal);
    }

    RunText text(RunEntry entry) {
        return new RunText(entry, settled(entry.start().run()).orElse(Tally.NONE), standing(entry));
    }

    /** The newest first. */
    List<RunEntry> all() {
        return read(List.of(), Journal::runs);
    }

    /** How many records of a run are settled, and what became of them. */
    private Optional<Tally> settled(String run) {
        return read(
                Optional.empty(),
                journal -> journal.recovery(run)
                        .map(recovery -> recovery.progress().tally()));
    }

    /**
     * One run.
     *
     * @throws RefusedException when there is no such run
     */
    RunEntry one(String run) {
        Optional<RunEntry> found = read(Optional.empty(), journal -> journal.run(run));
        return found.orElseThrow(() -> new RefusedException(
                "the run must be one that 'drover runs' lists for " + home.home() + ", but was " + run));
    }

    private <T> T read(T nothing, Function<Journal, T> query) {
        if (!Files.exists(home.state().resolve("journal.db"))) {
            return nothing;
        }
        try (Journal journal = Journal.open(home.state())) {
            return query.apply(journal);
        } catch (JournalException e) {
            throw new RefusedException(Messages.of(e));
        }
    }
}
