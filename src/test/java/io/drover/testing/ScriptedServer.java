package io.drover.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP server on a raw socket that answers its n-th request by the n-th step of a script, the last step again and
 * again, and keeps every request it got. It does what no well-behaved server would.
 */
public final class ScriptedServer implements Closeable {
    private final ServerSocket listener;
    private final List<Step> script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private ScriptedServer(ServerSocket listener, List<Step> script) {
        this.listener = listener;
        this.script = script;
    }

    /** A server on a free port of 127.0.0.1. */
    public static ScriptedServer playing(Step... script) throws IOException {
        return playing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** A server behind that listener, which may speak TLS. */
    public static ScriptedServer playing(ServerSocket listener, Step... script) {
        ScriptedServer server = new ScriptedServer(listener, List.of(script));
        start(server::accept);
        return server;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Its address, without trailing slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Every request so far, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** How many connections were opened to it. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                start(() -> converse(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goOn = true;
            while (goOn) {
                Received request = Received.read(in);
                Step step;
                synchronized (received) {
                    step = script.get(Math.min(received.size(), script.size() - 1));
                    received.add(request);
                }
                goOn = step.play(new Line(request, socket, closed));
            }
        } catch (IOException e) {
            // The client went away, or this server did.
        } finally {
            open.remove(socket);
        }
    }

    /** What to do with a request; false closes the connection. */
    public interface Step {
        boolean play(Line line) throws IOException;
    }

    /**
     * A whole answer on a connection that stays open.
     *
     * @param headers each {@code Name: value}
     */
    public static Step answer(int status, String body, String... headers) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with a body of bytes. */
    public static Step answer(int status, byte[] body, String... headers) {
        return line -> {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head(status, headers).getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(body);
            line.write(whole.toByteArray());
            return true;
        };
    }

    private static String head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    /** Exactly these characters, then the connection closes. */
    public static Step raw(String text) {
        return line -> {
            line.write(text.getBytes(StandardCharsets.ISO_8859_1));
            return false;
        };
    }

    /** The connection closes without an answer. */
    public static Step hangUp() {
        return line -> false;
    }

    /** The connection is reset. */
    public static Step reset() {
        return line -> {
            line.socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** No answer, and the connection stays open until the server is closed. */
    public static Step silence() {
        return line -> {
            line.pause(Duration.ofDays(1));
            return false;
        };
    }

    /** The step that the request itself decides on. */
    public static Step by(Function<Received, Step> choice) {
        return line -> choice.apply(line.request()).play(line);
    }

    /** The n-th request with the same Idempotency-Key plays the n-th step, the last step again and again. */
    public static Step eachBatch(Step... script) {
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        return by(request -> {
            int before = asked.computeIfAbsent(request.header("Idempotency-Key"), key -> new AtomicInteger())
                    .getAndIncrement();
            return script[Math.min(before, script.length - 1)];
        });
    }

    /** The step after a while. */
    public static Step after(Duration delay, Step step) {
        return line -> {
            line.pause(delay);
            return step.play(line);
        };
    }

    /** The head at once, then that text again and again with pauses, for ever. */
    public static Step dribble(String head, String again, Duration pause) {
        return line -> {
            line.write(head.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                line.write(again.getBytes(StandardCharsets.ISO_8859_1));
                line.pause(pause);
            }
        };
    }

    /** The connection a step plays on. */
    public static final class Line {
        private final Received request;
        private final Socket socket;
        private final CountDownLatch closed;

        private Line(Received request, Socket socket, CountDownLatch closed) {
            this.request = request;
            this.socket = socket;
            this.closed = closed;
        }

        /** The request that is to be answered. */
        public Received request() {
            return request;
        }

        public void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** Waits, but not longer than the server lives. */
        public void pause(Duration time) throws IOException {
            try {
                if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("the server is closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /**
     * A request as it came.
     *
     * @param headers by name, without regard to case; repeated ones joined by a comma
     * @param bytes the body as it came
     * @param atNanos when it had been read, by {@link System#nanoTime}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Received(
            String method, String path, Map<String, String> headers, String body, byte[] bytes, long atNanos) {
        static Received read(InputStream in) throws IOException {
            String[] start = line(in).split(" ", 3);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + "," + b);
            }
            int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            return new Received(
                    start[0], start[1], headers, new String(body, StandardCharsets.UTF_8), body, System.nanoTime());
        }

        /** The header's value, empty when there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Names of all headers, in lower case. */
        public List<String> headerNames() {
            return headers.keySet().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException();
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    /** A port on which nobody listens. */
    public static int closedPort() {
        try (ServerSocket socket = Ports.listen()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
