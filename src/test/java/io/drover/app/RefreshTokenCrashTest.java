package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static io.drover.testing.ScriptedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.Java;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection of the configuration file whose refresh token is replaced; its process is killed. */
class RefreshTokenCrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whoeverIsKilledWhenATokenIsFirstUsedGoesOnWithItsSuccessor() throws Exception {
        AtomicReference<String> good = new AtomicReference<>("refresh-0");
        AtomicInteger number = new AtomicInteger();
        AtomicReference<ScriptedServer.Step> records = new AtomicReference<>(silence());
        try (ScriptedServer server = ScriptedServer.playing(by(request -> {
            if (!request.path().equals("/token")) {
                return records.get();
            }
            if (!request.body().contains("refresh_token=" + good.get() + "&")) {
                return answer(400, "{\"error\":\"invalid_grant\"}");
            }
            good.set("refresh-" + number.incrementAndGet());
            return answer(200, "{\"access_token\":\"a-token\",\"refresh_token\":\"" + good.get() + "\"}");
        }))) {
            Files.createDirectories(folder.resolve("home/inbox/people"));
            Files.writeString(folder.resolve("home/inbox/people/a.csv"), "id,name\n1,Ann\n");
            for (int kill = 1; kill <= 2; kill++) {
                Process process = start(server);
                int times = kill;
                await().atMost(PATIENCE).until(() -> sent(server) == times);
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            records.set(answer(200, "[]"));
            Process process = start(server);
            try {
                await().atMost(PATIENCE).until(() -> sent(server) == 3);
                await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("home/done/people")));
            } finally {
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(number).hasValue(3);
            assertThat(Files.readString(folder.resolve("log"))).doesNotContain("invalid_grant");
        }
    }

    private static long sent(ScriptedServer server) {
        return server.received().stream()
                .filter(request -> request.path().equals("/records"))
                .count();
    }

    private Process start(ScriptedServer server) throws IOException {
        Files.write(
                folder.resolve("application.properties"),
                List.of(
                        "drover.home=home",
                        "drover.server.port=0",
                        "drover.management.port=0",
                        "drover.connections.crm.api-base-url=" + server.url(),
                        "drover.connections.crm.api-endpoint=/records",
                        "drover.connections.crm.auth=oauth2",
                        "drover.connections.crm.oauth-base-url=" + server.url() + "/token",
                        "drover.connections.crm.oauth-grant=refresh_token",
                        "drover.connections.crm.client-key=drover",
                        "drover.connections.crm.refresh-token=refresh-0",
                        "drover.loads.people.connection=crm",
                        "drover.loads.people.settle=0s"));
        return new ProcessBuilder(Java.program(), "-cp", System.getProperty("java.class.path"), "io.drover.app.Main")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }
}
