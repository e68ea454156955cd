package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What it costs a load that somebody looks at its page in the console: the CPU of the process from before the file is
 * there to its summary, with nobody there, and with somebody who asks for what the page asks for, as often.
 */
final class ConsoleCost {
    private static final int BATCH = 1000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final Path folder;
    private final DroverRuns drover;
    private final Report report;
    private final HttpClient client = HttpClient.newHttpClient();

    ConsoleCost(Options options, Path folder, DroverRuns drover, Report report) {
        this.options = options;
        this.folder = folder;
        this.drover = drover;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        report.section("A load with and without a console open", "who looks", "records", "CPU s");
        DataFile data = DataFile.of(folder, options.middle());
        List<Double> alone = new ArrayList<>();
        List<Double> looked = new ArrayList<>();
        // By turns, so that what else the machine does weighs on both.
        for (int run = 0; run < (options.quick() ? 1 : 5); run++) {
            alone.add(cpu(data, false));
            looked.add(cpu(data, true));
        }
        row("nobody", data, alone);
        row("a run page", data, looked);
        report.goalAtMost("console: CPU with a console open, times that without", median(looked) / median(alone), 1.03);
    }

    private void row(String who, DataFile data, List<Double> runs) {
        report.row(who, Long.toString(data.records()), Report.number("%.2f", median(runs)));
    }

    private static double median(List<Double> runs) {
        return runs.stream().sorted().toList().get(runs.size() / 2);
    }

    private double cpu(DataFile data, boolean looked) throws IOException, InterruptedException {
        Path home = drover.newHome(new DroverRuns.Setting("/bulk/" + BATCH, BATCH, 4, options.flags()));
        String base = "http://127.0.0.1:" + port(home);
        List<String> command = DroverRuns.command(options.flags());
        command.addAll(List.of("run", "--config", DroverRuns.config(home)));
        Process process = new ProcessBuilder(command)
                .directory(drover.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("drover.log").toFile())
                .start();
        try {
            DroverRuns.await(() -> answers(base), process, home);
            double before = seconds(process);
            Path inbox = Files.createDirectories(home.resolve("data/inbox/bench"));
            Files.createLink(inbox.resolve("bench.csv"), data.path());
            watch(base, home, looked);
            return seconds(process) - before;
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            DroverRuns.delete(home);
        }
    }

    private static String port(Path home) throws IOException {
        String key = "drover.server.port=";
        return Files.readAllLines(home.resolve("bench.properties")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    private void watch(String base, Path home, boolean looked) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(LIMIT);
        Instant next = Instant.now();
        for (int look = 0; DroverRuns.summary(home).isEmpty(); ) {
            if (Instant.now().isAfter(limit)) {
                throw new IOException("void: the load did not end within " + LIMIT + " in " + home);
            }
            if (looked && !Instant.now().isBefore(next)) {
                look(base, look++);
                next = next.plus(PACE);
            }
            Thread.sleep(20);
        }
    }

    /** What pages/run.js and pages/causes.js ask for. */
    private void look(String base, int look) throws IOException, InterruptedException {
        String run = ask(base + "/api/runs?limit=1")
                .path("items")
                .path(0)
                .path("run")
                .asText();
        if (!run.isEmpty()) {
            ask(base + "/api/runs/" + run);
            ask(base + "/api/runs/" + run + "/activity");
            if (look % 3 == 0) {
                ask(base + "/api/runs/" + run + "/causes");
            }
        }
    }

    private boolean answers(String base) throws InterruptedException {
        try {
            return ask(base + "/api/session").has("user");
        } catch (IOException notYet) {
            return false;
        }
    }

    private JsonNode ask(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + DroverRuns.TOKEN)
                .build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
