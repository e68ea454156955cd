package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A destination that outlives the process under test and counts what it did with each record. It knows no idempotency
 * keys except where it takes batches as jobs or in parts.
 */
final class FollowUpDestination implements AutoCloseable {
    /** How it takes a batch. */
    enum Mode {
        /** With 202 and a job that ends with the third question. */
        AS_JOB,
        /** Every other batch without an answer, half of those without taking it; records can be looked up. */
        SILENTLY,
        /** The first half of the records; the others are locked until they come alone. */
        IN_PARTS
    }

    /** Where in an exchange it is. */
    enum Moment {
        TAKEN,
        SENT_ANSWERED,
        ASKED,
        QUESTION_ANSWERED
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Mode mode;
    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> questions = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile Consumer<Moment> watcher = moment -> {};

    private FollowUpDestination(HttpServer server, Mode mode) {
        this.server = server;
        this.mode = mode;
    }

    static FollowUpDestination open(Mode mode) throws IOException {
        FollowUpDestination destination = new FollowUpDestination(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100), mode);
        destination.server.setExecutor(destination.threads);
        destination.server.createContext("/", destination::receive);
        destination.server.start();
        return destination;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Is told of each moment before the exchange goes on. */
    void watch(Consumer<Moment> moments) {
        watcher = moments;
    }

    /** How often each record was taken, by its id. */
    Map<String, Integer> effects() {
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        effects.forEach((id, count) -> counts.put(id, count.get()));
        return counts;
    }

    /** Every request so far: method, path and key. */
    List<String> requests() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            String path = exchange.getRequestURI().toString();
            asked.add(exchange.getRequestMethod() + " " + path + " " + key);
            if (exchange.getRequestMethod().equals("GET")) {
                watcher.accept(Moment.ASKED);
                question(exchange, path.substring(path.lastIndexOf('/') + 1));
                watcher.accept(Moment.QUESTION_ANSWERED);
                return;
            }
            JsonNode records = JSON.readTree(exchange.getRequestBody().readAllBytes());
            take(exchange, key, records);
        }
    }

    private void take(HttpExchange exchange, String key, JsonNode records) throws IOException {
        int number = sent.incrementAndGet();
        switch (mode) {
            case AS_JOB -> {
                answers.computeIfAbsent(key, first -> done(load(records)));
                watcher.accept(Moment.TAKEN);
                send(exchange, 202, "{\"job\": \"" + key + "\"}");
            }
            case SILENTLY -> {
                if (number % 4 != 1) {
                    load(records);
                }
                watcher.accept(Moment.TAKEN);
                if (number % 2 == 0) {
                    send(exchange, 200, done(ids(records)));
                }
            }
            default -> {
                String answer = answers.computeIfAbsent(key, first -> inParts(records));
                watcher.accept(Moment.TAKEN);
                send(exchange, 200, answer);
            }
        }
        watcher.accept(Moment.SENT_ANSWERED);
    }

    private String inParts(JsonNode records) {
        List<String> ids = ids(records);
        int half = ids.size() == 10 ? 5 : ids.size();
        List<String> now = ids.subList(0, half);
        now.forEach(this::count);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode loaded = answer.putArray("loaded");
        now.forEach(id -> loaded.addObject().put("id", id));
        ArrayNode locked = answer.putArray("locked");
        ids.subList(half, ids.size()).forEach(id -> locked.addObject().put("id", id));
        return answer.toString();
    }

    private void question(HttpExchange exchange, String name) throws IOException {
        if (mode == Mode.SILENTLY) {
            boolean there = effects.containsKey(name);
            send(exchange, there ? 200 : 404, there ? "{\"id\": \"" + name + "\"}" : "{}");
            return;
        }
        int times = questions.computeIfAbsent(name, job -> new AtomicInteger()).incrementAndGet();
        send(exchange, 200, times < 3 ? "{\"state\": \"running\"}" : answers.getOrDefault(name, "{}"));
    }

    private List<String> load(JsonNode records) {
        List<String> ids = ids(records);
        ids.forEach(this::count);
        return ids;
    }

    private void count(String id) {
        effects.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
    }

    private static List<String> ids(JsonNode records) {
        List<String> ids = new ArrayList<>();
        records.forEach(record -> ids.add(record.path("id").asText()));
        return ids;
    }

    private static String done(List<String> ids) {
        ObjectNode answer = JSON.createObjectNode().put("state", "done");
        ArrayNode loaded = answer.putArray("loaded");
        ids.forEach(id -> loaded.addObject().put("id", id));
        return answer.toString();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] whole = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, whole.length);
        exchange.getResponseBody().write(whole);
    }
}
