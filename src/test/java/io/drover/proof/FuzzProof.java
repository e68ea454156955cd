package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tests whose input is made up, with much more of it than a build has: {@code drover.fuzz.rounds} for each property,
 * from {@code drover.fuzz.seed} on.
 */
class FuzzProof {
    /** By name: to a proof it is a program like Drover's own. */
    private static final String RUNNER = "io.drover.planted.PlantedTests";

    private static final int ROUNDS = Integer.getInteger("drover.fuzz.rounds", 5_000);
    private static final long SEED = Long.getLong("drover.fuzz.seed", 20261121);
    /** What is made up, by the test that does so. */
    private static final Map<String, String> TESTS = new LinkedHashMap<>();

    static {
        TESTS.put("source.FuzzedSourcesTest", "CSV, JSON and JSON Lines files, packed ones too");
        TESTS.put("source.CsvDifferentialTest", "CSV, read as commons-csv and FastCSV read it");
        TESTS.put("load.FuzzedRequestSplitPathTest", "request split paths");
        TESTS.put("response.FuzzedRulesTest", "response rules in YAML, split paths, conditions, answers");
        TESTS.put("redelivery.FuzzedRetryAfterTest", "`Retry-After`");
        TESTS.put("config.FuzzedSettingsTest", "configuration");
        TESTS.put("schema.FuzzedSchemaTest", "schemas in YAML");
    }

    @Test
    void madeUpInputIsReadByTheBookOrRefused() throws Exception {
        Instant begun = Instant.now();
        TrackRecord.Figure figure = new TrackRecord.Figure("fuzz");
        for (Map.Entry<String, String> test : TESTS.entrySet()) {
            Path log = Traces.empty("fuzz").resolve("log");
            assertThat(run(test.getKey(), log)).as(Files.readString(log)).isZero();
            figure.row(test.getValue(), "`%s`, properties: %d".formatted(test.getKey(), properties(test.getKey())));
        }
        TrackRecord.write(figure.row("rounds of each property (a tenth for whole rules files)", ROUNDS)
                .row("**neither read by the book nor refused**", "**0**")
                .row("first seed", SEED)
                .repeatedBy(
                        "mvn -Pstorm verify -Dit.test=FuzzProof -Ddrover.fuzz.rounds=" + ROUNDS + " -Ddrover.fuzz.seed="
                                + SEED,
                        Duration.between(begun, Instant.now()).toMinutes()));
    }

    private static int run(String test, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Java.program(), "-XX:+UseSerialGC"));
        command.add("-Ddrover.fuzz.rounds=" + ROUNDS);
        command.add("-Ddrover.fuzz.seed=" + SEED);
        command.addAll(List.of("-cp", Java.classPath(), RUNNER, test));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    private static long properties(String test) throws ClassNotFoundException {
        return Stream.of(Class.forName("io.drover." + test).getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
    }
}
