package io.drover.route;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;

/**
 * Signs requests in before-send, by the name {@code hmac}. The secret is named, not handed over: so it stands in no
 * route, and Camel, which shows routes and their expressions in messages, never has it.
 */
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    /**
     * The HMAC-SHA-256 of the message's body in hexadecimal digits.
     *
     * @param secret the property that holds the key, or {@code env:NAME} for an environment variable
     * @param before text that is signed together with the body, in front of it; such as a time and a dot
     */
    public String sha256(Exchange exchange, String secret, String before) {
        return HexFormat.of().formatHex(sign(exchange, secret, before));
    }

    /** As {@link #sha256}, in Base64. */
    public String sha256Base64(Exchange exchange, String secret, String before) {
        return Base64.getEncoder().encodeToString(sign(exchange, secret, before));
    }

    private static byte[] sign(Exchange exchange, String secret, String before) {
        String key = exchange.getContext().resolvePropertyPlaceholders("{{" + secret + "}}");
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("the secret " + secret + " is empty, so nothing can be signed with it;"
                    + " set it in application.properties or the environment");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(exchange.getMessage().getBody(byte[].class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
