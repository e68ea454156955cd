package io.drover.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.proof.check.Evidence;
import io.drover.proof.check.Rules;
import io.drover.testing.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A working directory with one connection to an oracle and one load named items; the traces stand beside it. */
final class Site {
    static final String LOAD = "items";
    static final String SECRET = "s3cret-of-the-proofs-7f1a";

    private final Path root;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Path> logs = new ArrayList<>();

    Site(Path root) {
        this.root = root;
        set("drover.home", "data");
        set("drover.server.port", "0");
        set("drover.management.port", "0");
        set("drover.api.token", Api.TOKEN);
        connection("api-endpoint", "/items");
        connection("auth", "header");
        connection("auth-header", "X-API-Key");
        connection("client-secret", SECRET);
        connection("response-split-path", "$.failed.*,$.loaded.*");
        connection("correlate", "field:id=$.id");
        connection("max-retries", "5");
        connection("backoff", "10ms");
        connection("max-backoff", "100ms");
        connection("response-timeout", "2s");
        connection("max-response-size", "100KB");
        connection("pause-after-exhausted", "0");
        connection("concurrency", "4");
        set("drover.loads.items.connection", "crm");
        load("grouping-limit", "50");
        load("settle", "500ms");
    }

    Site set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Site connection(String key, String value) {
        return set("drover.connections.crm." + key, value);
    }

    Site load(String key, String value) {
        return set("drover.loads.items." + key, value);
    }

    int setting(String key) {
        return Integer.parseInt(settings.getOrDefault(key, "0"));
    }

    /** Makes the folders and writes the configuration. */
    Site open(OracleProcess oracle) throws IOException {
        connection("api-base-url", oracle.url());
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        for (Path folder : List.of(inputs(), inbox(), temporary())) {
            Files.createDirectories(folder);
        }
        Files.writeString(directory().resolve("application.properties"), text, UTF_8);
        if (!Files.exists(sightings())) {
            Files.createFile(sightings());
        }
        return this;
    }

    Path root() {
        return root;
    }

    Path directory() {
        return root.resolve("work");
    }

    Path temporary() {
        return directory().resolve("tmp");
    }

    Path home(String folder) {
        return directory().resolve("data").resolve(folder);
    }

    Path inputs() {
        return root.resolve("inputs");
    }

    Path inbox() {
        return home("inbox").resolve(LOAD);
    }

    Path sightings() {
        return root.resolve("sightings.log");
    }

    Path results() {
        return home("results").resolve(LOAD);
    }

    /** Keeps a copy for the checker, and drops the file as a careful sender does. */
    void drop(Input input) throws IOException {
        Files.write(inputs().resolve(input.name()), input.bytes());
        Path part = Files.write(inbox().resolve("." + input.name() + ".part"), input.bytes());
        Files.move(part, inbox().resolve(input.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    DroverProcess start(String... prefix) throws IOException {
        return start(List.of(prefix), List.of());
    }

    DroverProcess start(List<String> prefix, List<String> options) throws IOException {
        Path log = root.resolve("drover-" + (logs.size() + 1) + ".log");
        logs.add(log);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Java.drover(temporary(), options, "run"));
        return DroverProcess.start(directory(), command, log);
    }

    /** What is allowed with these settings. */
    Rules rules(boolean finished, int reopened) {
        return new Rules(
                setting("drover.connections.crm.concurrency"),
                setting("drover.loads.items.grouping-limit"),
                setting("drover.connections.crm.max-retries"),
                true,
                finished,
                reopened,
                SECRET);
    }

    Evidence evidence(OracleProcess oracle) {
        return new Evidence(inputs(), directory(), LOAD, oracle.log(), sightings(), logs);
    }

    /** Files of the inbox that a sender would call dropped. */
    List<Path> waiting() throws IOException {
        return visible(inbox());
    }

    List<Path> runs() throws IOException {
        return visible(home("processing"));
    }

    boolean isEmpty() throws IOException {
        // The inbox twice: a file may be on its way back to it.
        return waiting().isEmpty() && runs().isEmpty() && waiting().isEmpty();
    }

    static List<Path> visible(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    static long size(Path folder) throws IOException {
        long size = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                size += Files.readAttributes(file, BasicFileAttributes.class).size();
            }
        }
        return size;
    }
}
