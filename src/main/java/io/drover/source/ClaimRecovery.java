package io.drover.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads {@code processing/} at a start: ends claims that a crash cut short, and tells what is to be loaded. */
public final class ClaimRecovery {
    private static final Set<String> OURS = Set.of(ClaimFile.NAME, ClaimFile.PART, Claims.SPOOL);

    private final HomeFolders home;
    private final ClaimReturn returns;

    /** Reads the processing folder of a home. */
    public ClaimRecovery(HomeFolders home) {
        this.home = home;
        this.returns = new ClaimReturn(home);
    }

    /**
     * Looks at every folder below {@code processing/}. Only for a start: no claim may be going on meanwhile.
     *
     * @param opened whether the journal knows a run; until then nothing of it can have been sent, so a file that
     *     changed while it was taken can still be given back
     */
    public ClaimsFound pending(Predicate<String> opened) throws IOException {
        Found found = new Found();
        if (!Files.isDirectory(home.processing())) {
            return found.done();
        }
        for (Path entry : list(home.processing())) {
            String name = String.valueOf(entry.getFileName());
            boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            if (isFolder && RunIds.isRunId(name)) {
                examine(entry, opened.test(name), found);
            } else if (!name.startsWith(".")) {
                found.problem(entry, "it is not the folder of a run");
            }
        }
        return found.done();
    }

    private void examine(Path folder, boolean opened, Found found) {
        try {
            if (!Files.exists(folder.resolve(ClaimFile.NAME))) {
                withoutClaim(folder, opened, found);
                return;
            }
            Claim claim = ClaimFile.read(folder);
            if (!Files.exists(claim.file(), LinkOption.NOFOLLOW_LINKS)) {
                withoutSource(claim, folder, opened, found);
            } else if (opened || claim.inbox().isEmpty() || ClaimReturn.isUnchanged(claim)) {
                returns.removeMarker(claim);
                found.claims.add(claim);
            } else {
                returns.putBack(claim);
            }
        } catch (IOException e) {
            found.problem(folder, "its " + ClaimFile.NAME + " can't be followed: " + e.getMessage());
        }
    }

    /** The crash came before the claim was written, so no source can have been moved in, or after it was removed. */
    private static void withoutClaim(Path folder, boolean opened, Found found) throws IOException {
        if (opened && list(folder).isEmpty()) {
            // All was put away; the folder itself was the last to go.
            found.sourceless.add(String.valueOf(folder.getFileName()));
        } else if (opened || !holdsOnlyOurs(folder)) {
            found.problem(folder, "it holds no " + ClaimFile.NAME);
        } else {
            HomeDisk.removeFolder(folder);
        }
    }

    /** Either the source was never moved in, or it has left already. */
    private void withoutSource(Claim claim, Path folder, boolean opened, Found found) throws IOException {
        if (opened && isPutAway(claim)) {
            found.sourceless.add(claim.run());
        } else if (!opened && holdsOnlyOurs(folder)) {
            HomeDisk.removeFolder(folder);
        } else {
            found.problem(folder, "its source " + claim.name() + " is missing");
        }
    }

    private boolean isPutAway(Claim claim) throws IOException {
        return Files.exists(ClaimEnd.target(home, claim))
                || new Rejections(home).find(claim).isPresent();
    }

    private static boolean holdsOnlyOurs(Path folder) throws IOException {
        return list(folder).stream()
                .map(entry -> String.valueOf(entry.getFileName()))
                .allMatch(name -> OURS.contains(name) || name.startsWith(Scratch.PREFIX));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /** What has been found so far. */
    private static final class Found {
        private final List<Claim> claims = new ArrayList<>();
        private final List<String> sourceless = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        void problem(Path entry, String what) {
            problems.add(entry + " can't be loaded and was left as it is: " + what
                    + ". Put back what is missing, or move it out of the processing folder");
        }

        ClaimsFound done() {
            return new ClaimsFound(claims, sourceless, problems);
        }
    }
}
