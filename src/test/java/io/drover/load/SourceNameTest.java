package io.drover.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNameTest {
    @ParameterizedTest
    @CsvSource({
        "customers.csv, customers.RUN.csv",
        "customers, customers.RUN",
        "a.b.json, a.b.RUN.json",
        "customers.csv.gz, customers.RUN.csv.gz",
        "customers.gz, customers.RUN.gz",
        ".csv, .csv.RUN",
        "Kunden über 100 €.csv, Kunden über 100 €.RUN.csv"
    })
    void theRunStandsBeforeTheExtension(String name, String expected) {
        assertThat(new SourceName(name).withRun("RUN", "")).isEqualTo(expected);
    }

    @Test
    void otherFilesOfARunHaveTheirOwnExtension() {
        assertThat(new SourceName("customers.csv.gz").ofRun("RUN", ".success.csv"))
                .isEqualTo("customers.RUN.success.csv");
        assertThat(new SourceName("customers.csv").fitted()).isEqualTo("customers.csv");
    }

    /** An extension has 32 bytes at most, a name 255; one more is too many. */
    @Test
    void aNameThatJustFitsStaysWhole() {
        assertThat(new SourceName("a." + "x".repeat(31)).withRun("RUN", "")).isEqualTo("a.RUN." + "x".repeat(31));
        assertThat(new SourceName("a." + "x".repeat(32)).withRun("RUN", "")).isEqualTo("a." + "x".repeat(32) + ".RUN");
        assertThat(new SourceName("n".repeat(251) + ".csv").fitted()).isEqualTo("n".repeat(251) + ".csv");
        assertThat(new SourceName("n".repeat(252) + ".csv").fitted()).isEqualTo("n".repeat(251) + ".csv");
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        String name = "😀".repeat(62) + "abc.csv";
        String cut = new SourceName(name).withRun("20261121-120000-007-0abc", ".reason.txt");
        assertThat(cut).endsWith("😀.20261121-120000-007-0abc.csv.reason.txt");
        assertThat(cut.getBytes(UTF_8)).hasSizeBetween(252, 255);
    }
}
