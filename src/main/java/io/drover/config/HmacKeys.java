package io.drover.config;

import io.drover.connection.Signature.Algorithm;
import io.drover.connection.Signature.Encoding;
import io.drover.connection.Signature.Timestamp;
import io.drover.delivery.SigningTemplate;
import java.util.List;

/** The keys of a connection that say how its requests are signed. */
final class HmacKeys {
    static final Key<String> HEADER = Key.connection(
            "hmac-header", Types.HEADER_NAME, "X-Signature", "X-Hub-Signature-256", "The header with the signature.");
    static final Key<Algorithm> ALGORITHM = Key.connection(
            "hmac-algorithm", Types.word(Algorithm.class, true), "sha256", "sha512", "The hash function.");
    static final Key<String> TEMPLATE = Key.connection(
            "hmac-template",
            Types.text(
                            "a text with " + SigningTemplate.NAMES + " in it, and no other braces",
                            SigningTemplate::isSigned)
                    .untrimmed(),
            "{body}",
            "{timestamp}.{body}",
            "What is signed. {body}: the bytes as they are sent. {body-hash}: their hash. {path}: path and query."
                    + " {timestamp}: the time of the attempt. `\\n` is a line's end.");
    static final Key<Encoding> ENCODING = Key.connection(
            "hmac-encoding", Types.word(Encoding.class, true), "hex", "base64", "How the signature is written.");
    static final Key<String> PREFIX = Key.connection(
            "hmac-prefix",
            Types.text(
                            "printable ASCII with " + SigningTemplate.NAMES + " in it but for the body",
                            SigningTemplate::isPrefix)
                    .untrimmed(),
            "",
            "sha256=",
            "What stands in the header before the signature, such as `t={timestamp},v1=`.");
    static final Key<String> TIMESTAMP_HEADER = Key.connection(
            "hmac-timestamp-header",
            Types.FIELD_NAME_OR_EMPTY,
            "",
            "X-Timestamp",
            "The header with the time of the attempt. Empty: none.");
    static final Key<Timestamp> TIMESTAMP = Key.connection(
            "hmac-timestamp",
            Types.word(Timestamp.class, true),
            "seconds",
            "iso",
            "How that time is written: seconds or milliseconds since 1970, or like 2026-11-21T10:00:00Z.");

    static final List<Key<?>> ALL = List.of(HEADER, ALGORITHM, TEMPLATE, ENCODING, PREFIX, TIMESTAMP_HEADER, TIMESTAMP);

    private HmacKeys() {}
}
