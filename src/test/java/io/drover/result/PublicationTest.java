package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
    @TempDir
    Path home;

    private PublishedRun run;

    @BeforeEach
    void loadARun() throws IOException {
        run = PublishedRun.unpublished(home);
    }

    @Test
    void publishesBothFilesAndTheSummary() throws IOException {
        Summary summary = run.publication().publish(run.summary());

        assertThat(home.resolve("results/people"))
                .isDirectoryContaining("glob:**/people.7.success.csv")
                .isDirectoryContaining("glob:**/people.7.error.csv")
                .isDirectoryContaining("glob:**/people.7.summary.json");
        assertThat(home.resolve("processing/7")).isDirectoryNotContaining("glob:**/people.7.*");
        assertThat(summary).isEqualTo(run.summary());
        run.putSourceAway();
        assertThat(run.verification().findings()).isEmpty();
    }

    /** What a kill after that many steps leaves: the steps are those of the publication, done by hand. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void finishesAPublicationThatWasKilledAfterAnyStep(int steps) throws IOException {
        ResultNames names = run.publication().names();
        Path results = home.resolve("results/people");
        Path folder = home.resolve("processing/7");
        Files.createDirectories(results);
        Files.createDirectories(home.resolve("done/people"));
        List<Step> all = List.of(
                () -> Files.move(folder.resolve(names.success()), results.resolve(names.success())),
                () -> Files.move(folder.resolve(names.error()), results.resolve(names.error())),
                () -> Files.writeString(folder.resolve(names.summary()), "{ torn"),
                () -> Files.writeString(
                        folder.resolve(names.summary()), run.summary().toJson()),
                () -> Files.move(folder.resolve(names.summary()), results.resolve(names.summary())));
        for (Step step : all.subList(0, steps)) {
            step.run();
        }

        publishesBothFilesAndTheSummary();
        publishesBothFilesAndTheSummary();
    }

    @Test
    void stopsWhenAFileIsNeitherHereNorThere() throws IOException {
        Files.delete(home.resolve("processing/7/people.7.error.csv"));

        assertThatThrownBy(() -> run.publication().publish(run.summary()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("people.7.error.csv is missing");
        assertThat(home.resolve("results/people/people.7.summary.json")).doesNotExist();
    }

    @Test
    void readsBackTheSummaryItWrote() throws IOException {
        Path file = home.resolve("s.json");
        Files.writeString(file, run.summary().toJson());

        assertThat(Summary.read(file)).isEqualTo(run.summary());
        assertThat(run.summary().toJson()).contains("\"errors_by_class\" : {", "\"parent_run\" : null");
    }

    @Test
    void findsAChangedCell() throws IOException {
        assertThat(findingsAfter("results/people/people.7.success.csv", text -> text.replace("ann", "ANN")))
                .singleElement()
                .asString()
                .startsWith("success file: its SHA-256 is ");
    }

    @Test
    void findsAChangedSource() throws IOException {
        assertThat(findingsAfter("done/people/people.7.csv", text -> text + "\n"))
                .singleElement()
                .asString()
                .startsWith("source file: its SHA-256 is ");
    }

    @Test
    void findsAMissingRecord() throws IOException {
        assertThat(findingsAfter("results/people/people.7.success.csv", text -> text.replaceFirst("1,ann.*\n", "")))
                .anyMatch(finding -> finding.equals("success file: has 1 records, the summary says 2"))
                .anyMatch(finding -> finding.contains("1 of 4 records stand in no result file")
                        && finding.endsWith("the first is record 1"));
    }

    @Test
    void findsARecordThatStandsInBothFiles() throws IOException {
        assertThat(findingsAfter(
                        "results/people/people.7.error.csv", text -> text.replace(",ben\",2,3,", ",ben\",1,2,")))
                .anyMatch(finding -> finding.equals("error file: record 1 stands in the result files a second time"));
    }

    @Test
    void findsARecordThatTheSourceDoesNotHave() throws IOException {
        assertThat(findingsAfter("results/people/people.7.success.csv", text -> text.replace(",1,2,1,", ",9,2,1,")))
                .anyMatch(finding -> finding.contains("has a record 9, but the source has records 1 to 4"));
    }

    @Test
    void findsAWrongSum() throws IOException {
        assertThat(findingsAfter(
                        "results/people/people.7.summary.json",
                        text -> text.replace("\"succeeded\" : 2", "\"succeeded\" : 1")))
                .singleElement()
                .asString()
                .contains("records is not the sum of succeeded, failed and filtered");
    }

    @Test
    void findsAChangedClass() throws IOException {
        assertThat(findingsAfter("results/people/people.7.error.csv", text -> text.replace("response", "schema")))
                .anyMatch(finding -> finding.startsWith("error file: has the classes {PARSE=1, SCHEMA=1}"));
    }

    @Test
    void findsALostFile() throws IOException {
        run.publication().publish(run.summary());
        Files.delete(home.resolve("results/people/people.7.error.csv"));

        assertThat(run.verification().findings()).anyMatch(finding -> finding.startsWith("error file: can't be read"));
    }

    private List<String> findingsAfter(String file, UnaryOperator<String> change) throws IOException {
        run.publication().publish(run.summary());
        run.putSourceAway();
        Path path = home.resolve(file);
        String text = Files.readString(path, StandardCharsets.UTF_8);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(path, changed, StandardCharsets.UTF_8);
        return run.verification().findings();
    }

    private interface Step {
        Path run() throws IOException;
    }
}
