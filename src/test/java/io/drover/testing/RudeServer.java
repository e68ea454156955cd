package io.drover.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What listens on a port of 127.0.0.1 and gives nobody a connection to speak HTTP on. */
public final class RudeServer implements Closeable {
    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What is done with each connection. */
    public interface Manners {
        void meet(Socket socket) throws IOException;
    }

    private RudeServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Does that with each connection, then closes it. */
    public static RudeServer meeting(int port, Manners manners) throws IOException {
        RudeServer server = new RudeServer(Ports.listenAgain(port, 50));
        server.accept(socket -> {
            try (socket) {
                manners.meet(socket);
            }
        });
        return server;
    }

    /** Takes connections and never says a word. */
    public static RudeServer mute(int port) throws IOException {
        RudeServer server = new RudeServer(Ports.listenAgain(port, 50));
        server.accept(server.open::add);
        return server;
    }

    /** Lets nobody in any more: its queue of connections is full, so the system drops what asks for one. */
    public static RudeServer full(int port) throws IOException {
        RudeServer server = new RudeServer(Ports.listenAgain(port, 1));
        for (int guest = 0; guest < 1000; guest++) {
            Socket socket = new Socket();
            server.open.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            } catch (SocketTimeoutException e) {
                return server;
            }
        }
        throw new IllegalStateException("the queue has no end");
    }

    private void accept(Manners manners) {
        Thread thread = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        meetNext(manners);
                    }
                },
                "rude-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void meetNext(Manners manners) {
        try {
            manners.meet(listener.accept());
        } catch (IOException e) {
            // The client went away, or this server did.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
