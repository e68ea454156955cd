package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Drover from its jar through its command line, each time with a home of its own, and believes no figure whose
 * summary and result files do not add up to the source.
 */
final class DroverRuns {
    static final String TOKEN = "token-of-the-benchmark";
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path jar;
    private final Path folder;
    private final SinkProcess sink;
    private int homes;

    /**
     * What one run uses: the sink's path, how records travel, and the flags added to the launcher's.
     *
     * @param schema the text of a schema file; empty for none
     * @param recordsPerGroup of the column {@code bill}; 1: no Group By
     */
    record Setting(
            String endpoint,
            int groupingLimit,
            int concurrency,
            List<String> flags,
            String schema,
            int recordsPerGroup) {
        Setting(String endpoint, int groupingLimit, int concurrency, List<String> flags) {
            this(endpoint, groupingLimit, concurrency, flags, "", 1);
        }

        Setting(String endpoint, int groupingLimit, int concurrency, List<String> flags, String schema) {
            this(endpoint, groupingLimit, concurrency, flags, schema, 1);
        }

        boolean bulk() {
            return groupingLimit > 1;
        }
    }

    DroverRuns(Path jar, Path folder, SinkProcess sink) {
        this.jar = jar;
        this.folder = folder;
        this.sink = sink;
    }

    /** One file through {@code load}. */
    Measured load(DataFile data, Setting setting) throws IOException, InterruptedException {
        Path home = newHome(setting);
        Path source = Files.createLink(home.resolve("bench.csv"), data.path());
        List<String> command = command(setting.flags);
        command.addAll(List.of("load", source.toString(), "--load", "bench", "--config", config(home)));
        sink.reset();
        Measured measured = Measured.run(command, root(), home.resolve("drover.log"), LIMIT);
        check(data, home, measured, setting.recordsPerGroup);
        delete(home);
        return measured;
    }

    /** As {@link #load}, in a folder with a {@code transform-record} of its own. */
    Measured load(DataFile data, Setting setting, Path transformRecord) throws IOException, InterruptedException {
        Path home = newHome(setting);
        Path source = Files.createLink(home.resolve("bench.csv"), data.path());
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.copy(transformRecord, routes.resolve("transform-record.camel.yaml"));
        List<String> command = new ArrayList<>(List.of(Floors.javaLauncher()));
        command.addAll(setting.flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of("load", source.toString(), "--load", "bench", "--config", config(home)));
        sink.reset();
        Measured measured = Measured.run(command, home, home.resolve("drover.log"), LIMIT);
        check(data, home, measured, setting.recordsPerGroup);
        delete(home);
        return measured;
    }

    /** One file through {@code plan}. */
    Measured plan(DataFile data, Setting setting) throws IOException, InterruptedException {
        Path home = newHome(setting);
        List<String> command = command(setting.flags);
        command.addAll(List.of("plan", data.path().toString(), "--load", "bench", "--config", config(home)));
        Measured measured = Measured.run(command, root(), home.resolve("drover.log"), LIMIT);
        if (!measured.output().contains(data.records() + " would be sent")) {
            throw new IOException(
                    "void: plan did not count " + data.records() + " records; it said:\n" + measured.output());
        }
        delete(home);
        return measured;
    }

    /** From the start of a {@code run} process to the first request for a file that has long been waiting. */
    Duration start(DataFile data, Setting setting) throws IOException, InterruptedException {
        Path home = newHome(setting);
        Path inbox = Files.createDirectories(home.resolve("data/inbox/bench"));
        Path waiting = Files.copy(data.path(), inbox.resolve("bench.csv"));
        Files.setLastModifiedTime(waiting, FileTime.from(Instant.now().minusSeconds(3600)));
        // The file system knows when it was put there, whatever its time says: let it be settled at the start.
        Thread.sleep(1200);
        List<String> command = command(setting.flags);
        command.addAll(List.of("run", "--config", config(home)));
        sink.reset();
        Instant start = Instant.now();
        Process process = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("drover.log").toFile())
                .start();
        try {
            await(() -> sink.count("requests") > 0, process, home);
            Instant first = Instant.parse(sink.stats().getOrDefault("first_at", ""));
            await(() -> summary(home).isPresent(), process, home);
            return Duration.between(start, first);
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(home);
        }
    }

    Map<String, String> sinkStats() throws IOException, InterruptedException {
        return sink.stats();
    }

    /** As the docker image and the README start Drover, with this Java; each step replaces the one before it. */
    static List<String> command(List<String> flags) {
        return new ArrayList<>(List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "JAVA_OPTS=" + String.join(" ", flags),
                "docker/drover"));
    }

    /** The folder above the jar's: what a user stands in who types {@code docker/drover}. */
    Path root() {
        return jar.resolve("../..").normalize();
    }

    static String config(Path home) {
        return home.resolve("bench.properties").toString();
    }

    Path newHome(Setting setting) throws IOException {
        Path home = folder.resolve("home-" + ++homes);
        delete(home);
        Files.createDirectories(home);
        List<String> lines = List.of(
                "drover.home=" + home.resolve("data"),
                "drover.server.port=" + freePort(),
                "drover.management.port=" + freePort(),
                "drover.api.token=" + TOKEN,
                "drover.connections.bench.api-base-url=" + sink.base(),
                "drover.connections.bench.api-endpoint=" + setting.endpoint,
                "drover.connections.bench.bulk-support=" + setting.bulk(),
                "drover.connections.bench.response-split-path=$.result.errors.data.*,$.result.success.data.*",
                // The sink's answers are ready made: they name no record.
                "drover.connections.bench.correlate=position",
                "drover.connections.bench.concurrency=" + setting.concurrency,
                "drover.loads.bench.connection=bench",
                "drover.loads.bench.group-by=" + (setting.recordsPerGroup > 1 ? "bill" : ""),
                "drover.loads.bench.grouping-limit=" + setting.groupingLimit);
        Files.write(home.resolve("bench.properties"), lines);
        if (!setting.schema.isEmpty()) {
            Path schema = Files.writeString(home.resolve("schema.yaml"), setting.schema);
            Files.writeString(
                    home.resolve("bench.properties"),
                    "drover.loads.bench.schema=" + schema + "\n",
                    StandardOpenOption.APPEND);
        }
        return home;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What is waited for. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(Condition condition, Process process, Path home) throws IOException, InterruptedException {
        Instant limit = Instant.now().plusSeconds(30);
        while (!condition.holds()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || Instant.now().isAfter(limit)) {
                String said = Files.readString(home.resolve("drover.log"));
                throw new IOException("void: `run` did not load the waiting file within 30 s; it said:\n" + said);
            }
        }
    }

    private void check(DataFile data, Path home, Measured measured, int recordsPerGroup)
            throws IOException, InterruptedException {
        JsonNode summary = summary(home)
                .orElseThrow(() -> new IOException("void: no summary in " + home + " after exit code "
                        + measured.exitCode() + "; it said:\n" + measured.output()));
        long records = summary.path("records").asLong();
        long succeeded = summary.path("succeeded").asLong();
        long failed = summary.path("failed").asLong();
        long refused = sink.count("refused_records") * recordsPerGroup;
        if (records != data.records() || failed != refused || succeeded != records - refused) {
            throw new IOException("void: expected " + data.records() + " records, " + refused
                    + " of them failed; the summary says " + summary + " in " + home);
        }
        long lines = 0;
        for (Path file : results(home, ".csv")) {
            lines += lines(file);
        }
        if (lines != lines(data.path()) + 1) {
            throw new IOException("void: the result files hold " + lines + " lines and should hold those of "
                    + data.path() + " and one more header: " + home);
        }
    }

    static Optional<JsonNode> summary(Path home) throws IOException {
        List<Path> summaries = results(home, ".summary.json");
        return summaries.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readTree(summaries.get(0).toFile()));
    }

    private static List<Path> results(Path home, String ending) throws IOException {
        Path results = home.resolve("data/results/bench");
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(results)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static long lines(Path file) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
