package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutantsTest {
    @Test
    void areCountedByPackage() {
        List<String> report = List.of(
                "Rest.java,io.drover.batch.Rest,org.pitest.MathMutator,of,12,KILLED,io.drover.batch.RestTest.[x(1,2)]",
                "Rest.java,io.drover.batch.Rest$1,org.pitest.MathMutator,of,13,TIMED_OUT,",
                "Rest.java,io.drover.batch.Rest,org.pitest.MathMutator,of,14,SURVIVED,none",
                "Load.java,io.drover.load.Load,org.pitest.MathMutator,with,7,NO_COVERAGE,none");

        assertThat(Mutants.figure(report).table())
                .contains("| `io.drover.batch` | 2 of 3 noticed, 66 % |\n| `io.drover.load` | 0 of 1 noticed, 0 % |\n")
                .endsWith("| **all** | **2 of 4 noticed, 50 %** |\n");
    }
}
