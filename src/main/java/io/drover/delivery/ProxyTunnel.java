package io.drover.delivery;

import io.drover.connection.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;

/** The way through an HTTP proxy: a tunnel for https (CONNECT, RFC 9110 section 9.3.6), whole URLs for http. */
final class ProxyTunnel {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: [^\\r\\n]*)?\\r?\\n");

    private final Proxy proxy;

    ProxyTunnel(Proxy proxy) {
        this.proxy = proxy;
    }

    HttpHost host() {
        return new HttpHost("http", proxy.host().replaceAll("[\\[\\]]", ""), proxy.port());
    }

    /** Says who we are with the first request instead of waiting to be asked: each of ours goes out once. */
    void introduce(HttpClientContext context) {
        if (!proxy.user().isEmpty()) {
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(
                    proxy.user(), proxy.password().reveal().toCharArray()));
            context.getAuthExchange(host()).select(basic);
        }
    }

    private Optional<String> authorization() {
        byte[] pair = (proxy.user() + ":" + proxy.password().reveal()).getBytes(StandardCharsets.UTF_8);
        return proxy.user().isEmpty()
                ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /**
     * Opens a tunnel on a connection to the proxy.
     *
     * @throws IOException when there is none afterwards, whose message says why
     */
    void open(Socket socket, String host, int port) throws IOException {
        String server = host + ":" + port;
        StringBuilder head = new StringBuilder("CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\n");
        authorization()
                .ifPresent(value ->
                        head.append("Proxy-Authorization: ").append(value).append("\r\n"));
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        Matcher status = STATUS.matcher(head(socket.getInputStream()));
        if (!status.lookingAt()) {
            throw new IOException("what answers there is no HTTP proxy");
        }
        int code = Integer.parseInt(status.group(1));
        if (code != 200) {
            throw refused(code);
        }
    }

    /** Up to the empty line; not a byte further, because what follows is the server's. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n") && !head.toString().endsWith("\n\n")) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The proxy did not let a request through, so it has not left. */
    static NotSentException refused(int status) {
        String why = switch (status) {
            case 407 -> ": it wants other credentials; check proxy-user and proxy-password of the connection";
            case 403 -> ": it does not allow this destination";
            case 502, 503, 504 -> ": it does not reach the destination";
            default -> "; check proxy-host and proxy-port of the connection";
        };
        return new NotSentException("the proxy answered " + status + why, new IOException("refused by the proxy"));
    }
}
