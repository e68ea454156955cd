package io.drover.app;

import io.drover.management.Playground;
import io.drover.sandbox.Sandbox;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;

/** The sandbox in this process, from when somebody starts it to the process's end. */
final class SandboxHere implements Playground, AutoCloseable {
    private volatile Optional<Sandbox> sandbox = Optional.empty();

    /** Where connections may lead besides. */
    Optional<URI> uri() {
        return sandbox.map(Sandbox::uri);
    }

    @Override
    public Optional<String> url() {
        return uri().map(URI::toString);
    }

    @Override
    public synchronized void start() throws IOException {
        if (sandbox.isEmpty()) {
            sandbox = Optional.of(onItsPortOrAnother());
        }
    }

    private static Sandbox onItsPortOrAnother() throws IOException {
        try {
            return Sandbox.start(Sandbox.DEFAULT_PORT);
        } catch (BindException taken) {
            return Sandbox.start(0);
        }
    }

    @Override
    public void close() {
        sandbox.ifPresent(Sandbox::close);
    }
}
