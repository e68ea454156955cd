package io.drover.app;

import io.drover.journal.Journal;
import io.drover.load.Load;
import io.drover.source.Claim;
import io.drover.source.ClaimEnd;
import io.drover.source.ClaimRecovery;
import io.drover.source.ClaimsFound;
import io.drover.source.HomeFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, among the claims that earlier processes left, the one with the content of a file. */
final class Unfinished {
    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);

    private Unfinished() {}

    /** What earlier processes left in processing/, with what can't be understood told to the log. */
    static List<Claim> pending(HomeFolders home, Journal journal) {
        try {
            ClaimsFound found =
                    new ClaimRecovery(home).pending(run -> journal.run(run).isPresent());
            found.problems().forEach(problem -> LOG.warn("Folder was left alone. problem=\"{}\"", problem));
            for (String run : found.sourceless()) {
                if (journal.run(run).filter(entry -> entry.endedAt().isEmpty()).isPresent()) {
                    LOG.warn("Folder {} has lost its source; put it back and start again.", home.run(run));
                } else {
                    new ClaimEnd(home).removeFolder(run);
                }
            }
            return found.claims();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + home.processing() + " can't be read", e);
        }
    }

    static Optional<Claim> find(List<Claim> pending, Load load, Path file) throws IOException {
        for (Claim claim : pending) {
            if (claim.load().equals(load.name())
                    && Files.size(claim.file()) == Files.size(file)
                    && Files.mismatch(claim.file(), file) < 0) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }
}
