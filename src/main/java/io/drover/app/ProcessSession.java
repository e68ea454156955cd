package io.drover.app;

import io.drover.cli.RefusedException;
import io.drover.cli.Session;
import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.source.Claim;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A Drover, as the commands see it. */
record ProcessSession(Drover drover) implements Session {
    @Override
    public Optional<Claim> unfinished(Load load, Path file) throws IOException {
        return drover.unfinished(load, file);
    }

    @Override
    public Optional<Summary> load(Load load, Path file, boolean again) throws IOException {
        drover.accountProblem(load).ifPresent(problem -> {
            throw new RefusedException(problem);
        });
        return drover.load(file, load, again);
    }

    @Override
    public Optional<Summary> goOn(Claim claim) throws IOException {
        return drover.goOn(claim);
    }

    @Override
    public Optional<URI> console() {
        return drover.console();
    }

    @Override
    public Optional<String> firstToken() {
        return drover.firstToken();
    }

    @Override
    public void stop() {
        drover.stopSending();
    }

    @Override
    public void close() {
        drover.close();
    }
}
