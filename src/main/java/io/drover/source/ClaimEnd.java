package io.drover.source;

import io.drover.load.SourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Puts the source of a finished run away: to {@code done/LOAD}, untouched, named NAME.RUN.EXT. */
public final class ClaimEnd {
    private final HomeFolders home;

    /** Puts sources away within a home. */
    public ClaimEnd(HomeFolders home) {
        this.home = home;
    }

    /**
     * Moves the source to {@code done/LOAD}, then removes {@code processing/RUN} with all that is left in it. May be
     * repeated after a crash at any point.
     *
     * @return where the source is now
     */
    public Path putAway(Claim claim) throws IOException {
        Path target = target(home, claim);
        Files.createDirectories(target.resolveSibling(""));
        if (Files.exists(claim.file(), LinkOption.NOFOLLOW_LINKS)) {
            HomeDisk.rename(claim.file(), target);
        } else if (!Files.exists(target)) {
            throw new IOException("run " + claim.run() + ": its source is neither at " + claim.file() + " nor at "
                    + target + ". Put it back to one of them");
        }
        HomeDisk.removeFolder(home.run(claim.run()));
        return target;
    }

    /** Removes {@code processing/RUN} of a run whose source is put away already. */
    public void removeFolder(String run) throws IOException {
        HomeDisk.removeFolder(home.run(run));
    }

    static Path target(HomeFolders home, Claim claim) {
        return HomeName.resolve(home.done(claim.load()), new SourceName(claim.name()).withRun(claim.run(), ""));
    }
}
