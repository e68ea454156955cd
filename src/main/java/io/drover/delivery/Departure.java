package io.drover.delivery;

import io.drover.connection.Connection;
import io.drover.delivery.Request.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The last that is done to a request of a connection, at each attempt and after the users' own steps: its body is
 * compressed, then it is signed as it leaves. What its batch and Idempotency-Key are does not change with it. Safe for
 * many threads.
 */
public final class Departure {
    private static final String CONTENT_ENCODING = "Content-Encoding";

    private final boolean gzip;
    private final Optional<RequestSigner> signer;

    public Departure(Connection connection) {
        this.gzip = connection.transport().gzip();
        this.signer = RequestSigner.of(connection);
    }

    /** The request as it leaves. */
    public Request of(Request request, Instant now) {
        Request compressed = gzip ? compressed(request) : request;
        return signer.isPresent() ? signer.get().sign(compressed, now) : compressed;
    }

    /** A body that already has an encoding is left as it is; the same body always gives the same bytes. */
    private static Request compressed(Request request) {
        boolean encoded =
                request.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(CONTENT_ENCODING));
        if (request.body().length == 0 || encoded) {
            return request;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.body().length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return request.with(bytes.toByteArray()).with(new Field(CONTENT_ENCODING, "gzip"));
    }
}
