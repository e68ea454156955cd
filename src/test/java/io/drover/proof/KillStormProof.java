package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.KillStorm.Means;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The kill storm, as large as it is asked for; every phase of the fault matrix must be hit. Needs strace. In the profile
 * storm it is small, in the profile soak it has a thousand kills; {@code drover.proof.kills}, {@code .records},
 * {@code .seed} and {@code .minutes} say otherwise.
 */
class KillStormProof {
    private static final int KILLS = Integer.getInteger("drover.proof.kills", 100);
    private static final long RECORDS = Long.getLong("drover.proof.records", 50_000);
    private static final long SEED = Long.getLong("drover.proof.seed", 20261121);
    private static final long MINUTES = Long.getLong("drover.proof.minutes", 600);

    @Test
    void noKillLosesOrDoublesARecord() throws Exception {
        assertThat(KillStorm.hasTracer()).as("strace is installed").isTrue();
        Path folder = Traces.empty("kill-storm");
        try (OracleProcess oracle = OracleProcess.start(folder.resolve("oracle.log"))) {
            int largest = (int) Math.max(200, Math.min(20_000, 3 * RECORDS / KILLS));
            KillStorm.Outcome outcome = new KillStorm(
                            folder, oracle, new KillStorm.Scale(KILLS, RECORDS, SEED, MINUTES, largest, means()))
                    .rage();
            Files.writeString(folder.resolve("outcome.txt"), outcome.toString());
            assertThat(outcome.troubles()).as("see %s", folder).isEmpty();
            assertThat(outcome.finding().breaches()).as("see %s", folder).isEmpty();
            assertThat(outcome.phases().keySet())
                    .as("phases in which a kill found a file; without all of them this proves little")
                    .contains(Phase.values());
            tell(outcome);
        }
    }

    private static List<Means> means() {
        List<Means> means = new ArrayList<>();
        Map.of(
                        Means.ANY_TIME, 7,
                        Means.STARTING, 2,
                        Means.EXCHANGE, 5,
                        Means.CALL, 5,
                        Means.PUBLICATION, 4,
                        Means.STOP, 1,
                        Means.FREEZE, 1,
                        Means.SECOND, 1)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    for (int i = 0; i < entry.getValue(); i++) {
                        means.add(entry.getKey());
                    }
                });
        return means;
    }

    static void tell(KillStorm.Outcome outcome) throws IOException {
        var finding = outcome.finding();
        long stops = outcome.means().getOrDefault(Means.STOP, 0);
        String profile = KILLS >= 1000 ? "soak" : "storm";
        TrackRecord.write(new TrackRecord.Figure("kill-storm")
                .row("kills (`kill -9`)", outcome.kills() - stops)
                .row("stops (SIGTERM)", stops)
                .row("frozen and thawed (SIGSTOP, SIGCONT)", outcome.means().getOrDefault(Means.FREEZE, 0))
                .row("second processes refused", outcome.means().getOrDefault(Means.SECOND, 0))
                .row("files", finding.files())
                .row("records", finding.records())
                .row("in the success files", finding.succeeded())
                .row("in the error files, each with its reason", finding.failed())
                .row("**lost, in two files, twice in one, invented**", "**0**")
                .row("requests", finding.requests())
                .row("repeated after a retry, a yield or no answer", finding.repeats() - finding.repeatsAfterCrashes())
                .row("repeated after a kill or a stop, same key and bytes", finding.repeatsAfterCrashes())
                .row(
                        "kills by the phase in which they found a file",
                        outcome.phases().entrySet().stream()
                                .map(phase -> phase.getKey() + " " + phase.getValue())
                                .collect(Collectors.joining(", ")))
                .row("seed", SEED)
                .repeatedBy(
                        "mvn -P%s verify -Dit.test=KillStormProof -Ddrover.proof.kills=%d -Ddrover.proof.records=%d -Ddrover.proof.seed=%d -Ddrover.proof.minutes=%d"
                                .formatted(profile, KILLS, RECORDS, SEED, MINUTES),
                        outcome.minutes()));
    }
}
