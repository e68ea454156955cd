package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.KillStorm.Means;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sample of the kill storm, in every build. The whole is the profile soak. */
class KillStormIT {
    @Test
    void killsStopsAndASecondProcessLoseAndDoubleNothing() throws Exception {
        Path folder = Traces.empty("kill-storm-sample");
        try (OracleProcess oracle = OracleProcess.start(folder.resolve("oracle.log"))) {
            KillStorm.Scale scale = new KillStorm.Scale(
                    7,
                    0,
                    Long.getLong("drover.proof.seed", 1),
                    2,
                    600,
                    List.of(Means.EXCHANGE, Means.EXCHANGE, Means.STOP, Means.SECOND, Means.ANY_TIME));
            KillStorm.Outcome outcome = new KillStorm(folder, oracle, scale).rage();
            assertThat(outcome.troubles()).as("see %s", folder).isEmpty();
            assertThat(outcome.finding().breaches()).as("see %s", folder).isEmpty();
            assertThat(outcome.phases().keySet())
                    .as("phases in which a kill found a file")
                    .containsAnyOf(Phase.P4, Phase.P5, Phase.P6, Phase.P7, Phase.P8);
            assertThat(outcome.finding().records()).isPositive();
        }
    }
}
