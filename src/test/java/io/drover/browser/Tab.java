package io.drover.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A tab: where it is, what stands there, what somebody does there, and what its scripts complain of. */
final class Tab implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    /** A text is sent when the one before it is. */
    private final AtomicReference<CompletableFuture<WebSocket>> sending = new AtomicReference<>();

    private volatile boolean leaves = true;
    private @Nullable WebSocket socket;

    private Tab() {}

    static Tab attach(HttpClient client, URI address) {
        Tab tab = new Tab();
        WebSocket open = client.newWebSocketBuilder().buildAsync(address, tab).join();
        tab.socket = open;
        tab.sending.set(CompletableFuture.completedFuture(open));
        for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
            tab.ask(domain + ".enable", Map.of());
        }
        return tab;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String whole = partial.toString();
            partial.setLength(0);
            hear(whole);
        }
        from.request(1);
        return null;
    }

    private void hear(String text) {
        try {
            JsonNode message = Chromium.JSON.readTree(text);
            CompletableFuture<JsonNode> waiting =
                    asked.remove(message.path("id").asInt(-1));
            if (waiting != null) {
                waiting.complete(message);
            } else if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
                complaints.add(message.path("params").path("exceptionDetails").toString());
            } else if (message.path("method").asText().equals("Page.javascriptDialogOpening")) {
                // Only a page with unsaved fields opens one.
                JsonNode asked = message.path("params");
                questions.add(asked.path("type").asText() + ": "
                        + asked.path("message").asText());
                var unused = send("Page.handleJavaScriptDialog", Map.of("accept", leaves));
            } else if (message.path("method").asText().equals("Log.entryAdded")) {
                JsonNode entry = message.path("params").path("entry");
                // What the server refused is told on the page; it is no fault of a script.
                if (entry.path("level").asText().equals("error")
                        && !entry.path("source").asText().equals("network")) {
                    complaints.add(entry.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors of scripts and breaches of the content security policy so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** From now on says no when it is asked whether to leave. */
    void stays() {
        leaves = false;
    }

    /** What dialogs of the browser asked so far, each after its type. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    private CompletableFuture<JsonNode> send(String method, Map<String, ?> parameters) {
        int number = numbers.incrementAndGet();
        ObjectNode message = Chromium.JSON.createObjectNode().put("id", number).put("method", method);
        message.set("params", Chromium.JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(number, answer);
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not attached");
        }
        synchronized (sending) {
            sending.updateAndGet(before -> before.thenCompose(sent -> open.sendText(message.toString(), true)));
        }
        return answer;
    }

    JsonNode ask(String method, Map<String, ?> parameters) {
        CompletableFuture<JsonNode> answer = send(method, parameters);
        try {
            JsonNode told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (told.has("error")) {
                throw new AssertionError(method + ": " + told.path("error"));
            }
            return told.path("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " was not answered", e);
        }
    }

    /** The value of an expression; of a promise when it is kept. */
    JsonNode value(String expression) {
        JsonNode result = ask(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    void go(String url) {
        ask("Page.navigate", Map.of("url", url));
        Awaitility.await(url)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> value("document.readyState").asText().equals("complete"));
    }

    void reload() {
        value("globalThis.before = true");
        ask("Page.reload", Map.of());
        Awaitility.await("reload")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !value("'before' in globalThis").asBoolean());
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        try {
            Awaitility.await(expression)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> value("Boolean(" + expression + ")").asBoolean());
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(
                    "never true: " + expression + "\nat " + value("location.href") + "\n"
                            + value("document.body.innerText"),
                    e);
        }
    }

    /** Waits until the text can be read on the page. */
    void awaitText(String text) {
        await("document.body.innerText.includes(" + quoted(text) + ")");
    }

    /** Presses the button, link or switch that says this, once it is there and can be pressed. */
    void press(String label) {
        String found = "[...document.querySelectorAll('button, a, summary')].find((each) => !each.disabled"
                + " && each.offsetParent !== null && each.innerText.trim().startsWith(" + quoted(label) + "))";
        await(found);
        value(found + ".click()");
    }

    /** Types into a field, in place of what is there. */
    void type(String selector, String text) {
        await("document.querySelector(" + quoted(selector) + ")");
        value("(() => { const field = document.querySelector(" + quoted(selector)
                + "); field.focus(); field.select?.();" + " })()");
        ask("Input.insertText", Map.of("text", text));
    }

    /** With the Alt key held down. */
    void altKey(String key, int code) {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            ask(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "modifiers", 1));
        }
    }

    void key(String key, int code) {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            ask("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
    }

    void choose(String selector, Path file) {
        await("document.querySelector(" + quoted(selector) + ")");
        JsonNode root = ask("DOM.getDocument", Map.of()).path("root").path("nodeId");
        JsonNode node = ask("DOM.querySelector", Map.of("nodeId", root.asInt(), "selector", selector));
        ask("DOM.setFileInputFiles", Map.of("nodeId", node.path("nodeId").asInt(), "files", List.of(file.toString())));
    }

    void look(int width, int height, boolean dark) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The whole page, also what has to be scrolled to. */
    void picture(Path file) throws IOException {
        picture(file, true);
    }

    /** What the window shows of it. */
    void pictureOfWindow(Path file) throws IOException {
        picture(file, false);
    }

    private void picture(Path file, boolean whole) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String data = ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    static String quoted(String text) {
        return Chromium.JSON.valueToTree(text).toString();
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
