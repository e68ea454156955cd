package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A destination schema on the way from a file to the wire. */
class SchemaStoryTest {
    private static final Step OK = answer(200, "[]");
    private static final String SCHEMA = """
            fields:
              - {name: profile.id, type: integer, source: id}
              - {name: profile.name, source: name, max-length: 5}
            """;

    @RegisterExtension
    static final DroverHome HOME = withSchema(new DroverHome()
            .connection("typed", "load.schema=customers.yaml")
            .connection("wrong", "load.schema=customers.yaml")
            .connection("header", "load.schema=customers.yaml"));

    private static DroverHome withSchema(DroverHome home) {
        try {
            Files.writeString(home.folder().resolve("customers.yaml"), SCHEMA);
            return home;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Story
    void objectsAreTypedAndNestedAndWhatBreaksTheSchemaIsNeverSent() throws IOException {
        ScriptedServer server = HOME.serve("typed", OK);

        Loaded loaded = HOME.load("typed", "id,name\n007,Ann\nx,Robert\n8,Bob\n9,\n10,Eve\n")
                .accountsFor(5);

        assertThat(server.received())
                .extracting(Received::body)
                .containsExactlyInAnyOrder(
                        "[{\"profile\":{\"id\":7,\"name\":\"Ann\"}},{\"profile\":{\"id\":8,\"name\":\"Bob\"}}]",
                        "[{\"profile\":{\"id\":10,\"name\":\"Eve\"}}]");
        assertThat(loaded.failed("_class")).containsOnly("schema");
        assertThat(loaded.failed("_line")).containsExactlyInAnyOrder("3", "5");
        assertThat(loaded.failed("id")).containsExactlyInAnyOrder("x", "9");
        assertThat(loaded.failed("_message"))
                .containsExactlyInAnyOrder(
                        "'id' must be an integer, but was 'x'; 'name' must have at most 5 characters, but was 'Robert'",
                        "'name' must not be empty, but is empty");
    }

    @Story
    void aFileOfNothingButViolationsEndsWithoutARequest() throws IOException {
        ScriptedServer server = HOME.serve("wrong", OK);

        HOME.load("wrong", "id,name\na,Ann\nb,Bob\nc,Eve\n").fails(3, "schema").took(0, 0, 0);

        assertThat(server.received()).isEmpty();
    }

    @Story
    void aFileWithoutTheSchemasColumnsIsRejectedBeforeAnythingIsSent() throws IOException {
        ScriptedServer server = HOME.serve("header", OK);

        assertThat(HOME.tryLoad("header", "id,nmae\n1,Ann\n")).isEmpty();

        assertThat(server.received()).isEmpty();
        try (Stream<Path> rejected = Files.list(HOME.folders().home().resolve("rejected/header"))) {
            Path reason = rejected.filter(file -> file.toString().endsWith(".reason.txt"))
                    .findFirst()
                    .orElseThrow();
            assertThat(reason).content().contains("lacks").contains("'name'").contains("'nmae'");
        }
    }

    @Story
    void tooManyViolationsStopTheRunWhichGoesOnOnceTheLimitIsRaised() throws IOException {
        try (DroverHome home = withSchema(new DroverHome()
                .connection(
                        "stop",
                        "load.schema=customers.yaml",
                        "load.stop-when-schema-errors-exceed=1",
                        "concurrency=1"))) {
            ScriptedServer server = home.serve("stop", OK);
            home.start();
            assertThat(home.tryLoad("stop", "id,name\n1,Ann\n2,Bob\nx,A\n3,Eve\ny,B\n4,Pia\n5,Max\nz,C\n6,Tim\n"))
                    .isEmpty();
            assertThat(server.received())
                    .extracting(Received::body)
                    .containsExactly(
                            "[{\"profile\":{\"id\":1,\"name\":\"Ann\"}},{\"profile\":{\"id\":2,\"name\":\"Bob\"}}]");
            home.stop();
            Files.writeString(home.folder().resolve("customers.yaml"), "fields: [{name: id}]");
            home.set("stop", "load.stop-when-schema-errors-exceed=");

            Loaded loaded = home.resume("stop").accountsFor(9);

            assertThat(loaded.failed("id")).containsExactlyInAnyOrder("x", "y", "z");
            assertThat(server.received().stream().map(Received::body).reduce("", String::concat))
                    .as("sent with the schema the run began with")
                    .contains("{\"profile\":{\"id\":6,\"name\":\"Tim\"}}")
                    .doesNotContain("\"id\":\"");
            assertThat(List.of(1, 2, 3, 4, 5, 6))
                    .allSatisfy(id -> assertThat(server.received().stream()
                                    .filter(request -> request.body().contains("\"id\":" + id + ","))
                                    .count())
                            .isOne());
        }
    }
}
