package io.drover.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A destination that costs almost nothing: one thread, no look at the bodies, answers made in advance. Runs in a
 * process of its own until its standard input ends, so that it never outlives the benchmark.
 * {@code GET /reset} forgets, {@code GET /stats} tells what came since.
 */
final class Sink {
    private record Waiting(SinkConnection connection, SinkAnswer answer, long due) {}

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final Map<String, SinkEndpoint> endpoints = new HashMap<>();
    /** In the order they fall due: a run uses one delay only. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private SinkStats stats = new SinkStats(Clock.systemUTC());

    private Sink() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Prints {@code port=N}, then serves. */
    public static void main(String[] args) throws IOException {
        Thread guard = new Thread(Sink::exitAtEndOfInput, "end-of-input");
        guard.setDaemon(true);
        guard.start();
        Sink sink = new Sink();
        System.out.println("port=" + sink.server.socket().getLocalPort());
        while (true) {
            sink.serve();
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this line; only its end counts.
            }
        } catch (IOException e) {
            System.err.println("standard input broke: " + e.getMessage());
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        sendDue();
        if (waiting.isEmpty()) {
            selector.select();
        } else {
            await(waiting.getFirst().due - System.nanoTime());
        }
        for (SelectionKey key : selector.selectedKeys()) {
            serve(key);
        }
        selector.selectedKeys().clear();
    }

    /** The selector knows milliseconds only; what is less than one is slept, so that 50 ms are not 51. */
    private void await(long nanos) throws IOException {
        if (nanos >= 1_000_000) {
            selector.select(nanos / 1_000_000);
        } else {
            LockSupport.parkNanos(nanos);
            selector.selectNow();
        }
    }

    private void sendDue() {
        while (!waiting.isEmpty() && waiting.getFirst().due <= System.nanoTime()) {
            Waiting first = waiting.removeFirst();
            try {
                first.connection.send(first.answer);
                stats.answered(System.nanoTime());
            } catch (IOException e) {
                System.err.println("an answer could not be sent: " + e.getMessage());
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel channel = server.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey client = channel.register(selector, SelectionKey.OP_READ);
            client.attach(new SinkConnection(client, channel));
            return;
        }
        try {
            serve(key, (SinkConnection) key.attachment());
        } catch (IOException | RuntimeException e) {
            System.err.println("connection closed: " + e.getMessage());
            key.channel().close();
        }
    }

    private void serve(SelectionKey key, SinkConnection connection) throws IOException {
        if (key.isWritable()) {
            connection.flush();
            return;
        }
        SinkConnection.Request request = connection.read(buffer).orElse(null);
        if (request == null) {
            return;
        }
        long now = System.nanoTime();
        switch (request.path()) {
            case "/stats" -> connection.send(SinkAnswer.ok(stats.toString()));
            case "/reset" -> {
                stats = new SinkStats(Clock.systemUTC());
                endpoints.clear();
                connection.send(SinkAnswer.ok("{}"));
            }
            default -> answer(connection, request, now);
        }
    }

    private void answer(SinkConnection connection, SinkConnection.Request request, long now) throws IOException {
        stats.arrived(now, request.bodyBytes());
        SinkAnswer answer =
                endpoints.computeIfAbsent(request.path(), SinkEndpoint::of).answer(now, stats);
        if (answer.delayNanos() > 0) {
            waiting.addLast(new Waiting(connection, answer, now + answer.delayNanos()));
        } else {
            connection.send(answer);
            stats.answered(System.nanoTime());
        }
    }
}
