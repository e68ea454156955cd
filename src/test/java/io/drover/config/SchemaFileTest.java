package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.load.SchemaErrorLimit;
import io.drover.load.Shaping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFileTest {
    private static final String LOAD = """
            drover.connections.crm.api-base-url=https://eu.example.com
            drover.loads.a.connection=crm
            drover.loads.a.schema=schemas/a.yaml
            """;

    @TempDir
    Path directory;

    @Test
    void aLoadHoldsTheTextOfItsSchemaFileAndTheLimitOfErrors() throws IOException {
        schema("fields: [{name: a}]");
        Shaping shaping = read("drover.loads.a.stop-when-schema-errors-exceed=5%\n")
                .requireLoad("a")
                .shaping();
        assertThat(shaping.schema()).isEqualTo("fields: [{name: a}]");
        assertThat(shaping.schemaErrorLimit()).isEqualTo(new SchemaErrorLimit.Percent(5));
    }

    @Test
    void everythingWrongWithASchemaFileIsAProblemWithItsLine() throws IOException {
        schema("fields:\n- {name: a, type: int}\n- {nam: b}\n");
        assertThat(problems("drover.loads.a.delimiter=too long\n"))
                .anyMatch(problem -> problem.startsWith("drover.loads.a.delimiter must be"))
                .anyMatch(problem ->
                        problem.startsWith("type must be one of string") && problem.endsWith("(schemas/a.yaml line 2)"))
                .anyMatch(problem -> problem.startsWith("a field has the unknown key 'nam'")
                        && problem.endsWith("(schemas/a.yaml line 3)"));
    }

    @Test
    void aSchemaFileThatIsNotThereIsAProblemOfItsKey() throws IOException {
        assertThat(problems(""))
                .singleElement()
                .asString()
                .contains(
                        "drover.loads.a.schema must be a schema file in UTF-8 that can be read, but was schemas/a.yaml")
                .endsWith("(application.properties line 3)");
    }

    @Test
    void aLimitOfErrorsIsANumberOrAShare() throws IOException {
        schema("fields: [{name: a}]");
        assertThat(read("drover.loads.a.stop-when-schema-errors-exceed=0\n")
                        .requireLoad("a")
                        .shaping()
                        .schemaErrorLimit())
                .isEqualTo(new SchemaErrorLimit.Records(0));
        for (String wrong : List.of("-1", "100%", "5.5%", "many", "%")) {
            assertThat(problems("drover.loads.a.stop-when-schema-errors-exceed=" + wrong + "\n"))
                    .singleElement()
                    .asString()
                    .contains("must be a number of records like 100, a share like 5%, or empty, but was " + wrong);
        }
    }

    private void schema(String yaml) throws IOException {
        Files.createDirectories(directory.resolve("schemas"));
        Files.writeString(directory.resolve("schemas/a.yaml"), yaml);
    }

    private Settings read(String more) throws IOException {
        Files.writeString(directory.resolve("application.properties"), LOAD + more);
        return SettingsSource.inDirectory(directory, Map.of()).read();
    }

    private List<String> problems(String more) {
        SettingsProblems problems = catchThrowableOfType(SettingsProblems.class, () -> read(more));
        assertThat(problems).isNotNull();
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
