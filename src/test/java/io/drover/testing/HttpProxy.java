package io.drover.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on a free port of 127.0.0.1, to whom every host name is this machine. */
public final class HttpProxy implements Closeable {
    private final ServerSocket listener;
    private final String credentials;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile String refusal = "";

    private HttpProxy(String credentials) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.credentials = credentials;
    }

    /** A proxy that lets everybody through. */
    public static HttpProxy open() throws IOException {
        return of("");
    }

    /** A proxy that lets through who says this user and password, with a colon between. */
    public static HttpProxy of(String credentials) throws IOException {
        HttpProxy proxy = new HttpProxy(credentials);
        start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on refuses with such a status. */
    public void refuse(String status) {
        refusal = status;
    }

    /** Everything it was asked, as first lines of requests. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "http-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] first = head.substring(0, head.indexOf("\r\n")).split(" ");
            asked.add(String.join(" ", first));
            if (!allows(head)) {
                answer(client, "407 Who are you", "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n");
                return;
            }
            if (!refusal.isEmpty()) {
                answer(client, refusal, "Content-Length: 0\r\n");
                return;
            }
            boolean tunnel = first[0].equals("CONNECT");
            URI target = URI.create(tunnel ? "http://" + first[1] : first[1]);
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
                open.add(server);
                if (tunnel) {
                    answer(client, "200 Connected", "");
                } else {
                    server.getOutputStream()
                            .write(head.replace(first[1], target.getRawPath()).getBytes(StandardCharsets.ISO_8859_1));
                }
                Thread back = new Thread(() -> copy(server, client), "http-proxy-back");
                back.setDaemon(true);
                back.start();
                copy(client, server);
            }
        } catch (IOException e) {
            // One of the two went away.
        }
    }

    private boolean allows(String head) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return credentials.isEmpty() || head.contains("Proxy-Authorization: Basic " + basic + "\r\n");
    }

    private static void answer(Socket client, String status, String headers) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("gone");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
