package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port can't be opened in a process that is being stopped; the stop is what is told. */
class StopWhileStartingTest {
    @TempDir
    Path folder;

    private void portIs(int port) throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "drover.server.port=" + port + "\ndrover.management.port=0\n"
                        + "drover.connections.crm.api-base-url=http://127.0.0.1:1\n"
                        + "drover.loads.customers.connection=crm\n");
    }

    @Test
    void endsWithZeroAndNoComplaint() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            portIs(taken.getLocalPort());
            CliLab cli = new CliLab(folder);
            assertThat(cli.run("run")).isEqualTo(2);
            assertThat(cli.err()).contains("can't be opened");
            cli.interruption.interrupt();
            assertThat(cli.run("run")).isZero();
            assertThat(cli.err()).isEmpty();
        }
    }
}
