package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log says of a user's door that fails: which and why, once. */
class FailingDoorTest {
    private static final String FAILS =
            "- throwException: {exceptionType: java.lang.IllegalStateException, message: no key}";

    @Test
    void aBeforeSendThatFailsLeavesTheRunPendingAndIsToldInOneLine() throws Exception {
        try (DroverHome home = new DroverHome().connection("api")) {
            ScriptedServer server = home.serve("api", answer(200, "[]"));
            door(home, "before-send");
            try (DroverProcess process = load(home)) {
                process.awaitEnd();

                assertThat(process.printed().lines().filter(line -> !line.startsWith("drover: ")))
                        .filteredOn(line -> line.contains("no key"))
                        .singleElement()
                        .asString()
                        .contains("WARN", "Run stopped with records pending", "routes/before-send.camel.yaml failed");
                assertThat(process.printed()).doesNotContain("ERROR", "\tat ");
            }
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void aTransformRecordThatFailsIsToldInTheErrorFileOnly() throws Exception {
        try (DroverHome home = new DroverHome().connection("api")) {
            home.serve("api", answer(200, "[]"));
            door(home, "transform-record");
            try (DroverProcess process = load(home)) {
                process.awaitEnd();

                assertThat(process.printed()).doesNotContain("no key", "ERROR", "\tat ");
            }
            Loaded loaded = home.awaitResults("api").fails(4, "parse").took(0, 0, 0);
            assertThat(loaded.failed("_message"))
                    .allSatisfy(message -> assertThat(message).startsWith("transform-record failed"));
        }
    }

    private static DroverProcess load(DroverHome home) throws IOException {
        return home.process("INFO", List.of(), "load", home.file("api", DroverHome.records(4)), "--load", "api");
    }

    private static void door(DroverHome home, String id) throws IOException {
        Path routes = Files.createDirectories(home.folder().resolve("routes"));
        Files.writeString(routes.resolve(id + ".camel.yaml"), """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        %s
                """.formatted(id, id, FAILS));
    }
}
