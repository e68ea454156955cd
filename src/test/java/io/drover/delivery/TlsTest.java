package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.redelivery.AttemptResult;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real TLS server whose certificate nobody vouches for. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void nothingIsSentToAServerThatCantBeTrusted() throws Exception {
        SSLContext selfSigned = selfSigned(folder.resolve("server.p12"));
        try (ScriptedServer server = ScriptedServer.playing(
                        selfSigned.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()),
                        ScriptedServer.answer(200, "{}"));
                HttpLab lab = new HttpLab(Connections.to(URI.create("https://127.0.0.1:" + server.port())))) {
            assertThat(HttpLab.result(lab.post()))
                    .isInstanceOfSatisfying(
                            AttemptResult.NotSent.class,
                            it -> assertThat(it.reason()).contains("certificate is not trusted"));
            assertThat(server.received()).isEmpty();
        }
    }

    private static SSLContext selfSigned(Path keyStore) throws Exception {
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keyStore.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
