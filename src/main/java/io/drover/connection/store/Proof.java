package io.drover.connection.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What a password or token is compared with. A password is stretched by PBKDF2-HMAC-SHA256, because people choose it; a
 * token is 256 random bits, of which a plain hash says nothing.
 *
 * @param iterations 0: a token
 */
public record Proof(String salt, int iterations, String hash) {
    /** Rounds for a password, as OWASP recommends for this function. */
    public static final int ITERATIONS = 600_000;

    private static final int HASH_BITS = 256;
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Proof ofPassword(String password) {
        String salt = random();
        return new Proof(salt, ITERATIONS, stretched(password, salt, ITERATIONS));
    }

    public static Proof ofToken(String token) {
        return new Proof("", 0, hashed(token));
    }

    /** 256 random bits, fit for a header. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public boolean isToken() {
        return iterations == 0;
    }

    /** Whether this is the password or token; takes as long for a wrong one as for the right one. */
    public boolean proves(String given) {
        String found = isToken() ? hashed(given) : stretched(given, salt, iterations);
        return MessageDigest.isEqual(
                found.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hashed(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String stretched(String password, String salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(
                    password.toCharArray(), salt.getBytes(StandardCharsets.US_ASCII), iterations, HASH_BITS);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        }
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("salt", salt)
                .put("iterations", iterations)
                .put("hash", hash);
    }

    static Proof of(JsonNode json) {
        return new Proof(
                json.path("salt").asText(),
                json.path("iterations").asInt(),
                json.path("hash").asText());
    }
}
