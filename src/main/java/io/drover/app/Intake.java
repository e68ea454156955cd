package io.drover.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.management.Refusal;
import io.drover.source.Claim;
import io.drover.source.Claims;
import io.drover.source.InboxFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files that the management API brings: they become runs, or wait in an inbox. */
final class Intake {
    private final LiveCatalog catalog;
    private final Journal journal;
    private final Claims claims;
    private final Waiting waiting;
    /** Null: this process only keeps what the next one that runs is told. */
    private volatile @Nullable Consumer<Claim> runs;

    Intake(LiveCatalog catalog, Journal journal, Claims claims, Waiting waiting) {
        this.catalog = catalog;
        this.journal = journal;
        this.claims = claims;
        this.waiting = waiting;
    }

    /** From now on claims become runs. */
    void begin(Consumer<Claim> running) {
        runs = running;
    }

    boolean isBegun() {
        return runs != null;
    }

    /** Makes a run of a claim. */
    void run(Claim claim) {
        Consumer<Claim> running = runs;
        if (running == null) {
            throw Refusal.conflict("No Drover runs here: start 'drover run'");
        }
        running.accept(claim);
    }

    /** Why a load never takes a file of that name; empty when it does. */
    Optional<String> nameProblem(String load, String file) {
        return InboxFilter.nameProblem(usable(load), file);
    }

    private Load usable(String name) {
        return catalog.load(name).orElseThrow(() -> Refusal.conflict("Load " + name + " can't be used now"));
    }

    /**
     * Loads a file.
     *
     * @param again although its content may have been loaded before
     * @return the run; empty when the file waits in the inbox
     */
    Optional<String> load(String name, String file, Path content, boolean again) throws IOException {
        Load load = usable(name);
        if (again && !isBegun()) {
            throw Refusal.conflict("No Drover runs here: start 'drover run', or use 'drover replay'");
        }
        if (!isBegun() || waiting.reason(name).isPresent()) {
            Inboxes.leave(load, file, content);
            return Optional.empty();
        }
        Claim claim;
        try (InputStream in = Files.newInputStream(content)) {
            claim = claims.claim(load, file, in);
        }
        if (again) {
            catalog.allowRepeat(claim.run());
        } else {
            requireNew(load, claim);
        }
        run(claim);
        return Optional.of(claim.run());
    }

    private void requireNew(Load load, Claim claim) throws IOException {
        Optional<RunEntry> before = load.duplicates() == Duplicates.LOAD
                ? Optional.empty()
                : journal.runsOf(load.name(), claim.sha256()).stream().findFirst();
        if (before.isPresent()) {
            claims.discard(claim);
            throw Refusal.conflict("The same content was loaded before, by run "
                    + before.get().start().run() + " as " + before.get().start().file());
        }
    }

    /** What loading a file would send. */
    ObjectNode plan(String name, String file, Path content) throws IOException {
        Load load = usable(name);
        return FilePlan.of(load, catalog.connection(load.connection()).orElseThrow(), file, content);
    }
}
