package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.redelivery.AttemptResult;
import io.drover.testing.Certificates;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real TLS server whose certificate nobody vouches for. */
class TlsTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsSentToAServerThatCantBeTrusted() throws Exception {
        SSLContext selfSigned = new Certificates(folder).selfSigned();
        try (ScriptedServer server =
                        ScriptedServer.playing(Certificates.listen(selfSigned, 0), ScriptedServer.answer(200, "{}"));
                HttpLab lab = new HttpLab(Connections.to(URI.create("https://127.0.0.1:" + server.port())))) {
            assertThat(HttpLab.result(lab.post()))
                    .isInstanceOfSatisfying(
                            AttemptResult.NotSent.class,
                            it -> assertThat(it.reason()).contains("certificate is not trusted"));
            assertThat(server.received()).isEmpty();
        }
    }
}
