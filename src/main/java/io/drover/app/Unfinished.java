package io.drover.app;

import io.drover.load.Load;
import io.drover.source.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds, among the claims that earlier processes left, the one with the content of a file. */
final class Unfinished {
    private Unfinished() {}

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
