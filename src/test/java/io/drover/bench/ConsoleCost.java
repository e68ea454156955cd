package io.drover.bench;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What it costs a load that somebody looks at its page in the console: the CPU of the process from before the file is
 * there to its summary, with nobody there, and with somebody who asks for what the page asks for, as often.
 */
final class ConsoleCost {
    private static final int BATCH = 1000;
    /** So much longer than the other loads that the first opening of the page is not all that is measured. */
    private static final int LONGER = 4;

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Pattern IMPORT = Pattern.compile("(?:import|from) '([^']+)'");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final Path folder;
    private final DroverRuns drover;
    private final Report report;
    /** Browsers speak no HTTP/2 without TLS. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ConsoleCost(Options options, Path folder, DroverRuns drover, Report report) {
        this.options = options;
        this.folder = folder;
        this.drover = drover;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        report.section("A load with and without a console open", "who looks", "records", "CPU s");
        DataFile data = DataFile.of(folder, LONGER * options.records());
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
        String run = "";
        Instant next = Instant.now();
        for (int look = 0; DroverRuns.summary(home).isEmpty(); ) {
            if (Instant.now().isAfter(limit)) {
                throw new IOException("void: the load did not end within " + LIMIT + " in " + home);
            }
            if (looked && run.isEmpty()) {
                run = open(base, home);
            } else if (looked && !Instant.now().isBefore(next)) {
                look(base + "/api/runs/" + run, look++);
                next = Instant.now().plus(PACE);
            }
            Thread.sleep(20);
        }
    }

    /** Opens the page of the run once there is one: with all that it is made of, as in a browser that was never here. */
    private String open(String base, Path home) throws IOException, InterruptedException {
        Path processing = home.resolve("data/processing");
        if (!Files.isDirectory(processing)) {
            return "";
        }
        String run;
        try (Stream<Path> runs = Files.list(processing)) {
            run = runs.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .findFirst()
                    .orElse("");
        }
        if (!run.isEmpty()) {
            ask(base + "/runs/" + run);
            ask(base + "/console/console.css");
            ask(base + "/console/vendor/uPlot.iife.min.js");
            modules(base, "/console/main.js", new HashSet<>());
            ask(base + "/api/session");
        }
        return run;
    }

    private void modules(String base, String path, Set<String> asked) throws IOException, InterruptedException {
        if (asked.add(path)) {
            Matcher imports = IMPORT.matcher(ask(base + path));
            while (imports.find()) {
                modules(base, URI.create(path).resolve(imports.group(1)).toString(), asked);
            }
        }
    }

    /** What pages/run.js and pages/causes.js ask for, as often. */
    private void look(String run, int look) throws IOException, InterruptedException {
        boolean failed = JSON.readTree(ask(run)).path("failed").asLong() > 0;
        ask(run + "/activity");
        if (failed && look % 3 == 0) {
            ask(run + "/causes");
        }
        if (look % 5 == 0) {
            ask(run + "/lineage");
        }
    }

    private boolean answers(String base) throws InterruptedException {
        try {
            return ask(base + "/api/session").contains("user");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String ask(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + DroverRuns.TOKEN)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
