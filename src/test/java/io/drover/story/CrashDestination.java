package io.drover.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A destination that keeps its own log and outlives the process under test. It knows idempotency keys: what came once
 * is answered again as it was and has no second effect. Records whose id ends with 7 are refused.
 */
final class CrashDestination implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Got> log = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Behaviour behaviour = Call::answer;

    /** How calls are answered. */
    interface Behaviour {
        void play(Call call) throws IOException;
    }

    /**
     * One request as it came.
     *
     * @param path with its query
     * @param bodySha256 of exactly the bytes that came
     * @param ids of the records, in the order of the body
     */
    record Got(int number, String key, String path, String tag, String bodySha256, List<String> ids) {}

    private CrashDestination(HttpServer server) {
        this.server = server;
    }

    /** A destination on a free port of this machine. */
    static CrashDestination open() throws IOException {
        CrashDestination destination = new CrashDestination(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100));
        destination.server.setExecutor(destination.threads);
        destination.server.createContext("/", destination::receive);
        destination.server.start();
        return destination;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The ids of all records that an answer called loaded or failed, once for each key it was under. */
    List<String> taken() throws IOException {
        List<String> taken = new ArrayList<>();
        for (String answer : answers.values()) {
            for (String list : List.of("loaded", "failed")) {
                JSON.readTree(answer)
                        .path(list)
                        .forEach(one -> taken.add(one.path("id").asText()));
            }
        }
        return taken;
    }

    /** From now on calls are answered like this. */
    void behave(Behaviour how) {
        behaviour = how;
    }

    /** Every whole request so far. */
    List<Got> log() {
        return List.copyOf(log);
    }

    /** The requests that came after the first {@code count}. */
    List<Got> logAfter(int count) {
        List<Got> all = log();
        return all.subList(count, all.size());
    }

    /** Whether a record of this id is refused. */
    static boolean refuses(String id) {
        return id.endsWith("7");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try {
            behaviour.play(new Call(exchange, requests.incrementAndGet()));
        } finally {
            exchange.close();
        }
    }

    /** A request that is being received. */
    final class Call {
        private final HttpExchange exchange;
        private final int number;
        private @Nullable Got got;

        private Call(HttpExchange exchange, int number) {
            this.exchange = exchange;
            this.number = number;
        }

        /** Counts from 1. */
        int number() {
            return number;
        }

        /** Reads the first bytes and leaves the others on their way. */
        void readSome() throws IOException {
            exchange.getRequestBody().readNBytes(16);
        }

        /** How many records this request carries; leaves it to be answered. */
        int size() throws IOException {
            return read().ids().size();
        }

        /** Takes the records and says what became of each. */
        void answer() throws IOException {
            send(200, take());
        }

        /** Takes the records, but gives only that status. */
        void refuse(int status, Map<String, String> headers) throws IOException {
            read();
            headers.forEach(exchange.getResponseHeaders()::set);
            send(status, "{}");
        }

        /** Takes the records but those that are busy, which it asks to send again. */
        void answerBut(Predicate<String> busy) throws IOException {
            Got taken = read();
            send(200, answers.computeIfAbsent(taken.key(), key -> answerTo(taken, busy)));
        }

        /** Takes nothing, because of the record at that place of the request. */
        void refuseFor(int index) throws IOException {
            read();
            send(422, "{\"errors\":[{\"pointer\":\"/" + index + "/name\",\"detail\":\"is taken\"}]}");
        }

        /** Takes the records and gives the first half of the answer. */
        void answerHalf() throws IOException {
            byte[] whole = take().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, whole.length);
            OutputStream out = exchange.getResponseBody();
            out.write(whole, 0, whole.length / 2);
            out.flush();
        }

        /** Takes the records and gives no answer. */
        String take() throws IOException {
            Got taken = read();
            return answers.computeIfAbsent(taken.key(), key -> answerTo(taken, id -> false));
        }

        private Got read() throws IOException {
            if (got != null) {
                return got;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> ids = new ArrayList<>();
            for (JsonNode item : JSON.readTree(body)) {
                ids.add(item.path("id").asText());
            }
            got = new Got(
                    number,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Tag")),
                    sha256(body),
                    List.copyOf(ids));
            log.add(got);
            return got;
        }

        private void send(int status, String text) throws IOException {
            byte[] whole = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, whole.length);
            exchange.getResponseBody().write(whole);
        }
    }

    private static String answerTo(Got got, Predicate<String> busy) {
        ObjectNode answer = JSON.createObjectNode();
        for (String list : List.of("failed", "loaded", "busy")) {
            answer.putArray(list);
        }
        for (String id : got.ids()) {
            String list = refuses(id) ? "failed" : busy.test(id) ? "busy" : "loaded";
            answer.withArray(list).addObject().put("id", id);
        }
        return answer.toString();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
