package io.drover.cli;

import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import picocli.CommandLine.Model.CommandSpec;

/** {@code connections check}: whether somebody listens there whom TLS believes. It sends no request. */
final class CheckCommand extends Command {
    private final Surroundings around;

    CheckCommand(Surroundings around) {
        super("check", "Resolves the host, connects and, for https, checks the certificate. Sends no request.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("NAME", "The connection's name."));
    }

    @Override
    int execute(Arguments arguments) {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        Connection connection = setup.connection(arguments.positional(0));
        Duration timeout = connection.limits().connectTimeout();
        boolean good = check("api-base-url", connection.endpoint().apiBaseUrl(), timeout);
        if (connection.credentials() instanceof Credentials.OAuth2 oauth) {
            good &= check("oauth-base-url", oauth.oauthBaseUrl(), timeout);
        }
        around.print("Not checked: whether the credentials are accepted; only a delivery shows that.");
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean check(String key, URI uri, Duration timeout) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        try {
            InetAddress address = InetAddress.getByName(uri.getHost());
            String tls = connect(new InetSocketAddress(address, port), uri.getHost(), secure, timeout);
            around.print(key + ": " + uri.getHost() + " is " + address.getHostAddress() + ", port " + port + " answers"
                    + tls);
            return true;
        } catch (IOException e) {
            around.print(key + ": " + uri.getHost() + " port " + port + " can't be reached: "
                    + e.getClass().getSimpleName() + ": " + e.getMessage());
            return false;
        }
    }

    private static String connect(InetSocketAddress address, String host, boolean secure, Duration timeout)
            throws IOException {
        int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(address, millis);
            if (!secure) {
                return "";
            }
            plain.setSoTimeout(millis);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, address.getPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return ", " + socket.getSession().getProtocol() + " with a trusted certificate";
            }
        }
    }
}
