package io.drover.connection;

/**
 * What {@code auth=hmac} signs, and where the signature goes.
 *
 * @param keyName what the destination knows the key by: the text of {@code {client-key}}; may be empty
 * @param header that carries the signature
 * @param template the text that is signed; in braces what stands in its place, {@code \n} for the end of a line
 * @param prefix before the signature, in the header; may hold the same braces but for the body
 * @param timestampHeader empty: none
 */
public record Signature(
        String keyName,
        String header,
        Algorithm algorithm,
        String template,
        Encoding encoding,
        String prefix,
        String timestampHeader,
        Timestamp timestamp) {
    /** The hash function of RFC 2104. */
    public enum Algorithm {
        SHA256,
        SHA512
    }

    /** How bytes become text. */
    public enum Encoding {
        HEX,
        BASE64
    }

    /** How the time of an attempt is written. */
    public enum Timestamp {
        /** Since 1970. */
        SECONDS,
        MILLISECONDS,
        /** As in {@code 2026-11-21T10:00:00Z}. */
        ISO
    }
}
