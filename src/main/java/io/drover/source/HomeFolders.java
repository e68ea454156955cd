package io.drover.source;

import io.drover.load.Load;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folders below {@code drover.home}. Files go from one to the next by rename, so all of them, and each load's
 * inbox, must be on one file system.
 *
 * @param home absolute
 */
public record HomeFolders(Path home) {
    private static final int PROBE_BYTES = 1_000_000;

    public HomeFolders {
        home = home.toAbsolutePath().normalize();
    }

    public Path inbox(String load) {
        return home.resolve("inbox").resolve(load);
    }

    public Path processing() {
        return home.resolve("processing");
    }

    /** The folder of a run while it goes on. */
    public Path run(String run) {
        return processing().resolve(run);
    }

    public Path done(String load) {
        return home.resolve("done").resolve(load);
    }

    public Path results(String load) {
        return home.resolve("results").resolve(load);
    }

    public Path rejected(String load) {
        return home.resolve("rejected").resolve(load);
    }

    public Path state() {
        return home.resolve("state");
    }

    /**
     * Creates what is missing, then tries that each folder can be written and that a file can be renamed between them.
     *
     * @return what is wrong, one message each; empty when all is well
     */
    public List<String> prepare(Collection<Load> loads) {
        List<String> problems = new ArrayList<>();
        Set<Path> good = new LinkedHashSet<>();
        for (Path folder : folders(loads)) {
            writingProblem(folder).ifPresentOrElse(problems::add, () -> good.add(folder));
        }
        if (good.contains(processing())) {
            for (Path folder : good) {
                movingProblem(folder).ifPresent(problems::add);
            }
        }
        return List.copyOf(problems);
    }

    /**
     * As {@link #prepare}; then writes as much as many batches need, durably, and takes it away again.
     *
     * @throws IOException when that is not possible
     */
    public void prove(Collection<Load> loads) throws IOException {
        List<String> problems = prepare(loads);
        if (!problems.isEmpty()) {
            throw new IOException(problems.get(0));
        }
        Path probe = Files.createTempFile(processing(), ".drover-", ".tmp");
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
            HomeDisk.forceFile(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private Set<Path> folders(Collection<Load> loads) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(processing());
        folders.add(state());
        for (Load load : loads) {
            folders.add(load.inbox());
            folders.add(done(load.name()));
            folders.add(results(load.name()));
            folders.add(rejected(load.name()));
        }
        return folders;
    }

    private static Optional<String> writingProblem(Path folder) {
        try {
            Files.createDirectories(folder);
            // Permission bits don't tell about read-only mounts, so a file is really made.
            Files.delete(Files.createTempFile(folder, ".drover-", ".tmp"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("folder " + folder + " can't be used: " + e
                    + ". The user of this process must be able to create files in it; mend it, or name another folder"
                    + " by drover.home or drover.loads.NAME.inbox");
        }
    }

    private Optional<String> movingProblem(Path folder) {
        try {
            FileStore here = Files.getFileStore(folder);
            FileStore there = Files.getFileStore(processing());
            if (here.equals(there) && renames(folder)) {
                return Optional.empty();
            }
            return Optional.of("folder " + folder + " is on file system " + here + ", but folder " + processing()
                    + " is on " + there + ". Files are taken and put away by rename, so both must be on one file system"
                    + " (one mount, one volume); change drover.home or drover.loads.NAME.inbox");
        } catch (IOException e) {
            return Optional.of("folder " + folder + " can't be examined: " + e + ". Mend it, or change drover.home or"
                    + " drover.loads.NAME.inbox");
        }
    }

    private boolean renames(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".drover-", ".tmp");
        Path moved = processing().resolve(probe.getFileName());
        try {
            Files.move(probe, moved, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            Files.deleteIfExists(probe);
            Files.deleteIfExists(moved);
        }
    }
}
