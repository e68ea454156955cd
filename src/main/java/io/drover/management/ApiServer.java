package io.drover.management;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/** The port of console and management API; whatever comes in there goes through {@link HttpDoor}. */
public final class ApiServer {
    /** Larger files are dropped into the inbox. */
    private static final long LARGEST_UPLOAD = 2L << 30;

    private ApiServer() {}

    /**
     * Opens the port on a started Camel, which closes it when it stops.
     *
     * @param port 0: a free one
     * @param state the home's folder for state
     * @return the port
     * @throws ManagementException when the port can't be opened
     */
    public static int open(CamelContext camel, String host, int port, Api api, Path state) {
        FreePort.require("server", host, port);
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(camel);
        server.setHost(host);
        server.setPort(port);
        server.setPath("/");
        try {
            Path uploads = Uploads.prepare(state);
            camel.addService(server);
            HttpDoor door = new HttpDoor(server.getRouter().vertx(), api, uploads, LARGEST_UPLOAD);
            server.getRouter().route().handler(door::handle);
            return server.getRouter().getServer().getPort();
        } catch (Exception e) {
            throw new ManagementException("server", host, port, e);
        }
    }
}
