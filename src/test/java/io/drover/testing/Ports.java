package io.drover.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** Ports of this machine for servers that are closed and come back. */
public final class Ports {
    /** Systems give outgoing connections ports from 32768 (Linux) or 49152 (RFC 6335, section 6) on. */
    private static final int FIRST = 20_000;

    private static final int END = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** Listens on a port that no other program's outgoing connection is given while nobody listens on it. */
    public static ServerSocket listen() throws IOException {
        BindException taken = new BindException("no free port from " + FIRST + " to " + END);
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try {
                return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                taken.addSuppressed(e);
            }
        }
        throw taken;
    }

    /**
     * Listens on a port again that was listened on before. It may be in use for a moment longer: a process that some
     * other test starts holds copies of all open sockets until it runs its own program.
     *
     * @param backlog connections that wait to be accepted
     */
    public static ServerSocket listenAgain(int port, int backlog) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreException(BindException.class)
                .until(() -> new ServerSocket(port, backlog, InetAddress.getLoopbackAddress()), ServerSocket::isBound);
    }
}
