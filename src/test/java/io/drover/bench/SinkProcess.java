package io.drover.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The sink's process as the benchmark sees it: one for all scenarios, so that it is warm and its cost is the same. */
final class SinkProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private SinkProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SinkProcess start(Path log) throws IOException {
        Process process = new ProcessBuilder(Floors.java(Sink.class, "-Xmx64m"))
                .redirectError(log.toFile())
                .start();
        BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII);
        String line = reader.readLine();
        if (line == null || !line.startsWith("port=")) {
            process.destroyForcibly();
            throw new IOException("the sink said " + line + " instead of port=N; see " + log);
        }
        return new SinkProcess(process, Integer.parseInt(line.substring(5)));
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    void reset() throws IOException, InterruptedException {
        get("/reset");
    }

    /** What came since the last reset, by the names of {@link SinkStats}. */
    Map<String, String> stats() throws IOException, InterruptedException {
        Properties properties = new Properties();
        properties.load(new StringReader(get("/stats")));
        Map<String, String> stats = new TreeMap<>();
        properties.forEach((name, value) -> stats.put(name.toString(), value.toString()));
        return stats;
    }

    long count(String name) throws IOException, InterruptedException {
        return Long.parseLong(stats().getOrDefault(name, "0"));
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
