package io.drover.delivery;

import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Signature;
import io.drover.connection.Signature.Encoding;
import io.drover.delivery.Request.Field;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the requests of a connection with {@code auth=hmac}, RFC 2104: each attempt with its own time, over the bytes
 * that are sent. Safe for many threads.
 */
final class RequestSigner {
    private final Signature signature;
    private final byte[] key;
    private final String host;
    private final SigningTemplate template;
    private final SigningTemplate prefix;

    private RequestSigner(Credentials.Hmac credentials, String host) {
        this.signature = credentials.signature();
        this.key = credentials.clientSecret().reveal().getBytes(StandardCharsets.UTF_8);
        this.host = host;
        this.template = SigningTemplate.of(signature.template());
        this.prefix = SigningTemplate.of(signature.prefix());
    }

    /** What signs the requests of that connection; empty where they are not signed. */
    static Optional<RequestSigner> of(Connection connection) {
        return connection.credentials() instanceof Credentials.Hmac hmac
                ? Optional.of(new RequestSigner(
                        hmac, connection.endpoint().apiBaseUrl().getRawAuthority()))
                : Optional.empty();
    }

    /** The request with its signature. */
    Request sign(Request request, Instant now) {
        Request signed = request;
        for (Field header : headers(new Parts(request.method().name(), request.target(), request.body()), now)) {
            signed = signed.with(header);
        }
        return signed;
    }

    /** What of a request can be signed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parts(String method, String target, byte[] body) {}

    /** The headers that show who sends a request. */
    List<Field> headers(Parts request, Instant now) {
        String time = time(now);
        try {
            String algorithm = "Hmac" + signature.algorithm().name();
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (SigningTemplate.Part part : template.parts()) {
                mac.update(part.isName() ? bytes(part.text(), request, time) : utf8(part.text()));
            }
            StringBuilder value = new StringBuilder();
            for (SigningTemplate.Part part : prefix.parts()) {
                value.append(part.isName() ? text(part.text(), request, time) : part.text());
            }
            Field signed = new Field(
                    signature.header(), value.append(encoded(mac.doFinal())).toString());
            return signature.timestampHeader().isEmpty()
                    ? List.of(signed)
                    : List.of(signed, new Field(signature.timestampHeader(), time));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-2", e);
        }
    }

    private byte[] bytes(String name, Parts request, String time) throws GeneralSecurityException {
        if (name.equals(SigningTemplate.BODY)) {
            return request.body();
        }
        if (name.equals(SigningTemplate.BODY_HASH)) {
            String hash = switch (signature.algorithm()) {
                case SHA256 -> "SHA-256";
                case SHA512 -> "SHA-512";
            };
            return utf8(encoded(MessageDigest.getInstance(hash).digest(request.body())));
        }
        return utf8(text(name, request, time));
    }

    private String text(String name, Parts request, String time) {
        return switch (name) {
            case "method" -> request.method();
            case "host" -> host;
            case "path" -> request.target();
            case "timestamp" -> time;
            case "client-key" -> signature.keyName();
            default -> throw new IllegalStateException("no text is known for " + name);
        };
    }

    private String time(Instant now) {
        return switch (signature.timestamp()) {
            case SECONDS -> String.valueOf(now.getEpochSecond());
            case MILLISECONDS -> String.valueOf(now.toEpochMilli());
            case ISO -> now.truncatedTo(ChronoUnit.SECONDS).toString();
        };
    }

    private String encoded(byte[] bytes) {
        return signature.encoding() == Encoding.HEX
                ? HexFormat.of().formatHex(bytes)
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
