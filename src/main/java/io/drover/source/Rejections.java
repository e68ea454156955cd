package io.drover.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.load.SourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Moves files that can't be loaded to {@code rejected/LOAD}, each with the reason beside it. Nothing there is ever
 * overwritten.
 */
public final class Rejections {
    private static final String REASON = ".reason.txt";

    private final HomeFolders home;

    /** Rejects within a home. */
    public Rejections(HomeFolders home) {
        this.home = home;
    }

    /**
     * Writes NAME.reason.txt, moves the source beside it and removes {@code processing/RUN}, in this order. May be
     * repeated after a crash at any point.
     *
     * @return where the source is now
     */
    public synchronized Path reject(Claim claim, String reason) throws IOException {
        Path folder = home.rejected(claim.load());
        Files.createDirectories(folder);
        Path target = begun(claim).orElseGet(() -> freeTarget(claim));
        if (Files.exists(claim.file(), LinkOption.NOFOLLOW_LINKS)) {
            HomeDisk.write(reasonOf(target), folder.resolve("." + claim.run() + ".part"), text(claim, reason));
            HomeDisk.rename(claim.file(), target);
        } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("run " + claim.run() + ": its source is neither at " + claim.file() + " nor at "
                    + target + ". Put it back to one of them");
        }
        HomeDisk.removeFolder(home.run(claim.run()));
        return target;
    }

    /** Where a source was moved when its claim was rejected; empty if it was not. */
    Optional<Path> find(Claim claim) throws IOException {
        return begun(claim).filter(target -> Files.exists(target, LinkOption.NOFOLLOW_LINKS));
    }

    private Optional<Path> begun(Claim claim) throws IOException {
        for (Path target : targets(claim)) {
            Path reason = reasonOf(target);
            if (Files.isRegularFile(reason)
                    && Files.readString(reason, UTF_8).lines().anyMatch(runLine(claim)::equals)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    private Path freeTarget(Claim claim) {
        List<Path> targets = targets(claim);
        return targets.stream()
                .filter(target -> !Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                        && !Files.exists(reasonOf(target), LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                // The last one holds the run's id: only this claim can have made it.
                .orElseGet(() -> targets.get(targets.size() - 1));
    }

    private List<Path> targets(Claim claim) {
        Path folder = home.rejected(claim.load());
        String withRun = new SourceName(claim.name()).withRun(claim.run(), REASON);
        Path second = HomeName.resolve(folder, withRun.substring(0, withRun.length() - REASON.length()));
        boolean firstFits = (claim.name() + REASON).getBytes(UTF_8).length <= SourceName.MAX_BYTES;
        return firstFits ? List.of(HomeName.resolve(folder, claim.name()), second) : List.of(second);
    }

    private static Path reasonOf(Path target) {
        return HomeName.resolve(target.resolveSibling(""), target.getFileName() + REASON);
    }

    private static byte[] text(Claim claim, String reason) {
        return ("File " + claim.name() + " was not loaded: " + reason + "\nload: " + claim.load() + "\n"
                        + runLine(claim) + "\n")
                .getBytes(UTF_8);
    }

    private static String runLine(Claim claim) {
        return "run: " + claim.run();
    }
}
