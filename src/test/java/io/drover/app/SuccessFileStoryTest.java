package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A success file is the source of the next load, with the ids that the API gave. */
class SuccessFileStoryTest {
    private static final String ANSWER =
            "{\"done\": [{\"id\": \"1\", \"entity\": \"E\\\"1\", \"remark\": \"hm\"}, {\"id\": \"2\", \"entity\": \"E2\"}]}";

    @TempDir
    Path folder;

    private void settings(ScriptedServer server) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), """
                lists:
                  - {path: $.done, role: success, correlate: {field: id, path: $.id}}
                parse: {entity_id: $.entity}
                warnings: $.remark
                """);
        Files.writeString(folder.resolve("next.yaml"), """
                fields:
                  - {name: customer, source: entity_id}
                  - {name: called, source: name}
                """);
        Files.writeString(folder.resolve("application.properties"), """
                drover.connections.crm.api-base-url=%s
                drover.connections.crm.response=rules.yaml
                drover.connections.orders.api-base-url=%s
                drover.loads.customers.connection=crm
                drover.loads.customers.grouping-limit=10
                drover.loads.plain.connection=orders
                drover.loads.plain.grouping-limit=10
                drover.loads.shaped.connection=orders
                drover.loads.shaped.schema=next.yaml
                drover.loads.shaped.grouping-limit=10
                """.formatted(server.url(), server.url()));
    }

    private String load(String file, String load) {
        CliLab cli = new CliLab(folder);
        assertThat(cli.run("load", file, "--load", load)).as(cli.err()).isZero();
        return load;
    }

    private Path successes(String load) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/results").resolve(load))) {
            return files.filter(file -> file.toString().matches(".*[.]success[.](csv|jsonl)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void ofCsvKeepsWhatTheApiGave() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, ANSWER))) {
            settings(server);
            Files.writeString(folder.resolve("in.csv"), "id,name\n1,\"Ann, B\"\n2,Bob\n");
            load(folder.resolve("in.csv").toString(), "customers");
            String first = successes("customers").toString();
            load(first, "shaped");
            load(first, "plain");

            assertThat(server.received().get(1).body())
                    .isEqualTo(
                            "[{\"customer\":\"E\\\"1\",\"called\":\"Ann, B\"},{\"customer\":\"E2\",\"called\":\"Bob\"}]");
            assertThat(server.received().get(2).body())
                    .isEqualTo("[{\"id\":\"1\",\"name\":\"Ann, B\",\"entity_id\":\"E\\\"1\"},"
                            + "{\"id\":\"2\",\"name\":\"Bob\",\"entity_id\":\"E2\"}]");
            assertThat(successes("plain")).content().isEqualTo("""
                    id,name,entity_id,_record,_line,_batch,_attempts,_http_status
                    1,"Ann, B","E""1",1,2,1,1,200
                    2,Bob,E2,2,3,1,1,200
                    """);
        }
    }

    @Test
    void ofJsonKeepsWhatTheApiGave() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, ANSWER))) {
            settings(server);
            Files.writeString(
                    folder.resolve("in.jsonl"), "{\"id\":\"1\",\"name\":\"Ann\"}\n{\"id\":\"2\",\"name\":\"Bob\"}\n");
            load(folder.resolve("in.jsonl").toString(), "customers");
            String first = successes("customers").toString();
            load(first, "shaped");
            load(first, "plain");

            assertThat(server.received().get(1).body())
                    .isEqualTo(
                            "[{\"customer\":\"E\\\"1\",\"called\":\"Ann\"},{\"customer\":\"E2\",\"called\":\"Bob\"}]");
            assertThat(server.received().get(2).body())
                    .isEqualTo("[{\"id\":\"1\",\"name\":\"Ann\",\"entity_id\":\"E\\\"1\"},"
                            + "{\"id\":\"2\",\"name\":\"Bob\",\"entity_id\":\"E2\"}]");
        }
    }
}
