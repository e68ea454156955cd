package io.drover.plan;

import io.drover.connection.Connection;
import io.drover.delivery.Authorization;
import io.drover.delivery.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request as it would leave, with everything masked that may be a secret: every header but those that never are one.
 *
 * @param url scheme, host, path and query
 * @param headers in the order they are sent, masked
 */
@SuppressWarnings("ArrayRecordComponent") // one body of megabytes, never compared
public record FirstRequest(String method, String url, String target, String host, List<Header> headers, byte[] body) {
    private static final String MASK = "*****";
    private static final int SHOWN_BODY = 1000;
    /** Headers that are no secret whatever the configuration says. */
    private static final Set<String> PLAIN = Set.of("content-type", "accept", "idempotency-key");

    public FirstRequest {
        headers = List.copyOf(headers);
    }

    /** A header as it may be shown. */
    public record Header(String name, String value) {}

    static FirstRequest of(Request request, Connection connection) {
        List<Header> headers = new ArrayList<>();
        for (Request.Field header : request.headers()) {
            boolean plain = PLAIN.contains(header.name().toLowerCase(Locale.ROOT));
            headers.add(new Header(header.name(), plain ? header.value() : MASK));
        }
        Authorization.addedAtLast(connection.credentials()).forEach(name -> headers.add(new Header(name, MASK)));
        String host = String.valueOf(connection.endpoint().apiBaseUrl().getRawAuthority());
        String url = connection.endpoint().apiBaseUrl().getScheme() + "://" + host + request.target();
        return new FirstRequest(request.method().name(), url, request.target(), host, headers, request.body());
    }

    /** The whole body is short enough to be shown. */
    public boolean isShort() {
        return body.length <= SHOWN_BODY;
    }

    /** The body as text, cut where it is long. */
    public String shownBody() {
        String text = new String(body, StandardCharsets.UTF_8);
        return isShort() || text.length() <= SHOWN_BODY
                ? text
                : text.substring(0, SHOWN_BODY) + "... (" + body.length + " bytes)";
    }

    /**
     * The request as a command for a POSIX shell. A long body is taken from a file.
     *
     * @param bodyFile what the file with the body is called
     */
    public String curl(String bodyFile) {
        StringBuilder curl = new StringBuilder("curl --globoff -X ").append(method);
        curl.append(' ').append(quoted(url));
        for (Header header : headers) {
            // "Name:" would take the header out; "Name;" sends it empty.
            String field = header.value.isEmpty() ? header.name + ";" : header.name + ": " + header.value;
            curl.append(" \\\n  -H ").append(quoted(field));
        }
        if (body.length > 0) {
            curl.append(" \\\n  ");
            curl.append(isShort() ? "--data-raw " + quoted(shownBody()) : "--data-binary " + quoted("@" + bodyFile));
        }
        return curl.toString();
    }

    /** Nothing means anything to the shell between single quotes, but their end. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
