package io.drover.source;

import io.drover.load.Load;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes source files: each becomes the only content of a new folder {@code processing/RUN}. A crash between any two
 * steps leaves the file either where it was or claimed; {@link ClaimRecovery} tells which.
 */
public final class Claims {
    /** A copy or stream on its way in; becomes the source by rename. */
    static final String SPOOL = ".source.part";

    private static final int COPY_TRIES = 3;

    private final HomeFolders home;
    private final RunIds runIds;
    private final ClaimReturn returns;

    /** Takes files into the folders of a home, each under a new id. */
    public Claims(HomeFolders home, RunIds runIds) {
        this.home = home;
        this.runIds = runIds;
        this.returns = new ClaimReturn(home);
    }

    /** Takes a file out of an inbox if the filter still accepts it and nobody changes it meanwhile. */
    public Claiming claim(InboxFilter inbox, Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        Optional<InboxFile> accepted = inbox.look(path);
        if (accepted.isEmpty()) {
            return new Claiming.LeftAlone("file " + path + " has gone or is being written");
        }
        Path folder = newRunFolder();
        Claim claim = fromInbox(inbox.load(), path, folder, accepted.get());
        try {
            ClaimFile.write(folder, claim);
            HomeDisk.forceFolder(home.processing());
            moveIn(path, claim.file());
        } catch (IOException e) {
            undo(claim, e);
            if (e instanceof NoSuchFileException && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new Claiming.LeftAlone("file " + path + " has gone");
            }
            throw e;
        }
        inbox.forget(path);
        if (InboxFile.look(claim.file()).filter(accepted.get()::sameAs).isEmpty()) {
            return new Claiming.LeftAlone(returns.putBack(claim));
        }
        try {
            returns.removeMarker(claim);
        } catch (IOException e) {
            undo(claim, e);
            throw e;
        }
        return new Claiming.Taken(claim);
    }

    /**
     * Takes what a stream brings, for sources that are not local files. Once this returns the content is durable and
     * its origin may be told so; after an exception nothing is left.
     *
     * @param name as the origin names it; folders in it are ignored
     */
    public Claim claim(Load load, String name, InputStream content) throws IOException {
        Path folder = newRunFolder();
        try {
            Path spool = folder.resolve(SPOOL);
            try (OutputStream out = Files.newOutputStream(spool)) {
                content.transferTo(out);
            }
            return adopt(load, HomeName.plain(name), folder);
        } catch (IOException | RuntimeException e) {
            HomeDisk.removeFolder(folder);
            throw e;
        }
    }

    /** Drops a private copy that shall not become a run after all. */
    public void discard(Claim copy) throws IOException {
        HomeDisk.removeFolder(home.run(copy.run()));
    }

    /**
     * Takes a private copy of a file, which stays where it is. A copy, not a hard link: what the owner writes into the
     * file afterwards must not reach a run that goes on.
     */
    public Claiming copy(Load load, Path file) throws IOException {
        for (int tries = 0; tries < COPY_TRIES; tries++) {
            // A link named on the command line is what its user means, unlike one found in an inbox.
            Path path = file.toRealPath();
            Optional<InboxFile> before = InboxFile.look(path);
            if (before.isEmpty()) {
                return new Claiming.LeftAlone("file " + path + " is not a regular file");
            }
            Claim claim;
            try (InputStream in = Files.newInputStream(path)) {
                claim = claim(load, String.valueOf(file.getFileName()), in);
            }
            if (claim.size() == before.get().size()
                    && InboxFile.look(path).filter(before.get()::sameAs).isPresent()) {
                return new Claiming.Taken(claim);
            }
            HomeDisk.removeFolder(home.run(claim.run()));
        }
        return new Claiming.LeftAlone("file " + file + " changed while it was copied, " + COPY_TRIES
                + " times; load it when its writer has finished");
    }

    private Path newRunFolder() throws IOException {
        Files.createDirectories(home.processing());
        Path folder = home.run(runIds.next());
        // Another process may have made the same id: ours is the next one that is free.
        while (!create(folder)) {
            folder = home.run(runIds.next());
        }
        return folder;
    }

    private static boolean create(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static Claim fromInbox(Load load, Path path, Path folder, InboxFile file) throws IOException {
        Path name = path.getFileName();
        Path marker = InboxFilter.marker(path);
        Optional<Instant> marked = load.waitForMarker() && Files.exists(marker, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(markerTime(marker))
                : Optional.empty();
        return new Claim(
                String.valueOf(folder.getFileName()),
                load.name(),
                String.valueOf(name),
                // Path to path, so that a name this process can't encode stays as it is.
                folder.resolve(name),
                file.size(),
                file.modified(),
                RunIds.parentOf(String.valueOf(name)),
                Optional.of(new Claim.Inbox(path.resolveSibling(""), marked)));
    }

    static Instant markerTime(Path marker) throws IOException {
        return Files.getLastModifiedTime(marker, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static void moveIn(Path path, Path target) throws IOException {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "file " + path + " can't be taken by rename to " + target + ". Both must be on one file system;"
                            + " change drover.home or drover.loads.NAME.inbox",
                    e);
        }
        HomeDisk.forceFolder(target.resolveSibling(""));
        HomeDisk.forceFolder(path.resolveSibling(""));
    }

    /**
     * The inbox is asked again every moment: so what failed is tried again, if the file is there, and what fails each time
     * must not leave a folder each time.
     */
    private void undo(Claim claim, IOException cause) {
        try {
            if (Files.exists(claim.file(), LinkOption.NOFOLLOW_LINKS)) {
                returns.giveBack(claim);
            } else {
                HomeDisk.removeFolder(home.run(claim.run()));
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private Claim adopt(Load load, String name, Path folder) throws IOException {
        Path spool = folder.resolve(SPOOL);
        HomeDisk.forceFile(spool);
        InboxFile copy = InboxFile.look(spool).orElseThrow(() -> new NoSuchFileException(spool.toString()));
        Path file = HomeName.resolve(folder, name);
        Claim claim = new Claim(
                String.valueOf(folder.getFileName()),
                load.name(),
                String.valueOf(file.getFileName()),
                file,
                copy.size(),
                copy.modified(),
                RunIds.parentOf(name),
                Optional.empty());
        ClaimFile.write(folder, claim);
        HomeDisk.rename(spool, file);
        HomeDisk.forceFolder(home.processing());
        return claim;
    }
}
