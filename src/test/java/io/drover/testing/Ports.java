package io.drover.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

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
}
