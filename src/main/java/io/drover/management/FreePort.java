package io.drover.management;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port can be opened before Camel tries, which only logs that it can't and goes on without. */
final class FreePort {
    private FreePort() {}

    /** @throws ManagementException when it can't */
    static void require(String which, String host, int port) {
        try (ServerSocket trial = new ServerSocket()) {
            // As servers do: connections of a process that has just ended are no obstacle.
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ManagementException(which, host, port, e);
        }
    }
}
