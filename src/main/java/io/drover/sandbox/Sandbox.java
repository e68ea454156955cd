package io.drover.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A customer API on 127.0.0.1 that answers as destinations do, good and bad. It keeps everything in memory.
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>{@code POST /v2/customers}</td><td>a JSON array, or one object, of customers; see {@link Customers} for what
 * it refuses. A repeated {@code Idempotency-Key} with the same body gets the first answer again, with another body
 * 422</td></tr>
 * <tr><td>{@code POST /v2/slow}</td><td>the same after half a second</td></tr>
 * <tr><td>{@code POST /v2/flaky}</td><td>the same, but every third request gets 503</td></tr>
 * <tr><td>{@code POST /v2/busy}</td><td>the same, but every fifth request gets 429 with {@code Retry-After: 1}</td></tr>
 * <tr><td>{@code POST /v2/down}</td><td>503 always</td></tr>
 * <tr><td>{@code POST /oauth/token}</td><td>a token for client credentials, in the form or as Basic; lives 60 s</td></tr>
 * <tr><td>{@code POST /v2/secured}</td><td>as customers, with such a token as bearer; 401 without</td></tr>
 * <tr><td>{@code GET /requests}</td><td>how many requests, records and repeats came</td></tr>
 * <tr><td>{@code GET /}</td><td>this list as JSON</td></tr>
 * </table>
 */
public final class Sandbox implements AutoCloseable {
    /** Where the {@code sandbox} command listens if not told otherwise. */
    public static final int DEFAULT_PORT = 8181;

    private static final int THREADS = 64;

    private final HttpServer server;
    private final ExecutorService threads;

    private Sandbox(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts listening. Port 0 takes a free one. */
    public static Sandbox start(int port) throws IOException {
        // The JDK's server sends head and body apart; with Nagle's algorithm each answer would take 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetAddress local = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(local, port), 0);
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", new Requests(System::nanoTime));
        server.start();
        return new Sandbox(server, threads);
    }

    /** Scheme, host and port, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops listening at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
