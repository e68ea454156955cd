package io.drover.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Reads each request whole, finds its answer by the path, and counts. */
final class Requests implements HttpHandler {
    static final int MAX_BODY = 32 << 20;

    private static final Duration SLOW = Duration.ofMillis(500);
    private static final int FLAKY_EVERY = 3;
    private static final int BUSY_EVERY = 5;
    private static final Map<String, String> PATHS = Map.of(
            "POST /v2/customers", "creates customers from a JSON array or one object",
            "POST /v2/slow", "the same after half a second",
            "POST /v2/flaky", "the same, but every third request gets 503",
            "POST /v2/busy", "the same, but every fifth request gets 429 with Retry-After: 1",
            "POST /v2/down", "503 always",
            "POST /v2/secured", "the same, with a bearer token",
            "POST /oauth/token", "a token for client credentials, for 60 seconds",
            "GET /requests", "how many requests, records and repeats came");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Tokens tokens;
    private final Replays replays = new Replays();
    private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();

    Requests(LongSupplier nanoTime) {
        this.tokens = new Tokens(nanoTime);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            Reply reply = body.length > MAX_BODY ? tooLarge(exchange) : answer(exchange, body);
            send(exchange, reply);
        }
    }

    private Reply answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + " " + path;
        if (call.equals("GET /")) {
            return Reply.json(200, JSON.valueToTree(new TreeMap<>(PATHS)));
        }
        if (call.equals("GET /requests")) {
            return Reply.json(200, counts());
        }
        if (!PATHS.containsKey(call)) {
            return PATHS.containsKey("POST " + path)
                    ? Reply.problem(405, "Only POST is understood here").with("Allow", "POST")
                    : Reply.problem(404, "GET / lists the paths there are");
        }
        long number = requests.computeIfAbsent(path, unused -> new AtomicLong()).incrementAndGet();
        if (path.equals("/oauth/token")) {
            return tokens.issue(header(exchange, "Authorization"), new String(body, UTF_8));
        }
        return mood(path, number, header(exchange, "Authorization"))
                .orElseGet(() -> once(header(exchange, "Idempotency-Key"), body));
    }

    /** What the path does before, or instead of, looking at the body. */
    private Optional<Reply> mood(String path, long number, String authorization) {
        return switch (path) {
            case "/v2/slow" -> pause();
            case "/v2/flaky" -> number % FLAKY_EVERY == 0 ? unavailable() : Optional.empty();
            case "/v2/busy" -> number % BUSY_EVERY == 0 ? busy() : Optional.empty();
            case "/v2/down" -> unavailable();
            case "/v2/secured" -> tokens.refusal(authorization);
            default -> Optional.empty();
        };
    }

    private static Optional<Reply> busy() {
        return Optional.of(Reply.problem(429, "Too many requests").with("Retry-After", "1"));
    }

    private static Optional<Reply> unavailable() {
        return Optional.of(Reply.problem(503, "Out of service"));
    }

    private static Optional<Reply> pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(SLOW.toNanos());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable();
        }
    }

    private Reply once(String key, byte[] body) {
        if (key.isEmpty()) {
            return create(body);
        }
        Optional<Reply> earlier = replays.find(key, body);
        if (earlier.isPresent()) {
            repeats.incrementAndGet();
            return earlier.get();
        }
        Reply reply = create(body);
        replays.keep(key, body, reply);
        return reply;
    }

    private Reply create(byte[] body) {
        JsonNode customers;
        try {
            customers = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Reply.problem(400, "The body is not JSON");
        } catch (IOException e) {
            return Reply.problem(400, "The body is not text in UTF-8");
        }
        if (!customers.isContainerNode()) {
            return Reply.problem(400, "The body must be a JSON array of customers, or one customer");
        }
        JsonNode list = customers.isArray() ? customers : JSON.createArrayNode().add(customers);
        records.addAndGet(list.size());
        return Reply.json(200, Customers.answer(list));
    }

    private ObjectNode counts() {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        ObjectNode byPath = counts.putObject("requests");
        new TreeMap<>(requests).forEach((path, count) -> byPath.put(path, count.get()));
        return counts.put("records", records.get()).put("repeats", repeats.get());
    }

    private static Reply tooLarge(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Connection", "close");
        return Reply.problem(413, "A body may have up to " + (MAX_BODY >> 20) + " MB");
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
