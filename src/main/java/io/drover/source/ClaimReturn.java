package io.drover.source;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Ends what a claim leaves in its inbox: the marker goes, or the file comes back because it changed. */
final class ClaimReturn {
    private final HomeFolders home;
    private final Rejections rejections;

    ClaimReturn(HomeFolders home) {
        this.home = home;
        this.rejections = new Rejections(home);
    }

    /** Whether the claimed file is still the one that was accepted. */
    static boolean isUnchanged(Claim claim) {
        return InboxFile.look(claim.file())
                .filter(now -> now.size() == claim.size() && now.modified().equals(claim.modified()))
                .isPresent();
    }

    /** Removes the marker that made us take the file; a newer one announces another file and stays. */
    void removeMarker(Claim claim) throws IOException {
        if (claim.inbox().isEmpty() || claim.inbox().get().marker().isEmpty()) {
            return;
        }
        Path marker = InboxFilter.marker(origin(claim, claim.inbox().get()));
        if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)
                && Claims.markerTime(marker).equals(claim.inbox().get().marker().get())) {
            Files.deleteIfExists(marker);
        }
    }

    /**
     * Gives a file back to its inbox because it changed while it was taken, and removes the run's folder. Where its
     * name is in use again by now, the file is rejected instead: neither of the two is lost.
     *
     * @return what was done, for the log
     */
    String putBack(Claim claim) throws IOException {
        Claim.Inbox inbox = claim.inbox().orElseThrow();
        Path back = origin(claim, inbox);
        try {
            moveWithoutOverwriting(claim.file(), back);
        } catch (FileAlreadyExistsException e) {
            Path rejected = rejections.reject(
                    claim, "it changed while it was taken, and another file of its name has come meanwhile");
            return "file " + back + " changed while it was taken; it is now " + rejected;
        }
        HomeDisk.forceFolder(inbox.folder());
        HomeDisk.removeFolder(home.run(claim.run()));
        return "file " + back + " changed while it was taken and was put back";
    }

    /**
     * Gives a file back to its inbox because not all of what takes it could be done, and removes the run's folder. Nothing
     * is forced: of a claim and its file the next start finds either both or the file in its inbox.
     */
    void giveBack(Claim claim) throws IOException {
        moveWithoutOverwriting(claim.file(), origin(claim, claim.inbox().orElseThrow()));
        HomeDisk.removeFolder(home.run(claim.run()));
    }

    /** A link fails where a rename would overwrite. After a crash between link and delete this ends the move. */
    static void moveWithoutOverwriting(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(from, to)) {
            Files.delete(from);
            return;
        }
        if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createLink(to, from);
                Files.delete(from);
                return;
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (IOException | UnsupportedOperationException e) {
                // Not every file system knows links; the move below at least looks before it renames.
            }
        }
        Files.move(from, to);
    }

    private static Path origin(Claim claim, Claim.Inbox inbox) {
        return inbox.folder().resolve(claim.file().getFileName());
    }
}
