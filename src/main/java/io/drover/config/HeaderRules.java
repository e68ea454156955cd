package io.drover.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which headers a connection may name, so that none breaks the request or is sent twice. */
final class HeaderRules {
    /** Set by the request itself, or meant for one hop only. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "expect");

    private final Values values;
    private final String name;

    HeaderRules(Values values, String name) {
        this.values = values;
        this.name = name;
    }

    void check(Map<String, String> additionalHeaders) {
        checkReserved(ConnectionKeys.AUTH_HEADER);
        checkReserved(ConnectionKeys.IDEMPOTENCY_HEADER);
        checkReserved(HmacKeys.HEADER);
        checkReserved(HmacKeys.TIMESTAMP_HEADER);
        Set<String> taken = taken();
        additionalHeaders.forEach((header, value) -> {
            if (!Types.isFieldName(header)) {
                refuse("must name headers in letters, digits and -, but one name holds other characters");
            } else if (isReserved(header)) {
                refuse("must leave " + header + " to the request itself, but sets it");
            } else if (!taken.add(header.toLowerCase(Locale.ROOT))) {
                refuse("must set a header once, but " + header + " is set twice, here or by another key");
            } else if (value.chars().anyMatch(each -> each != '\t' && (each < ' ' || each > '~'))) {
                refuse("must have values of printable ASCII, but that of " + header + " holds other characters");
            }
        });
    }

    /** Headers, in lower case, that other keys of the connection set. */
    private Set<String> taken() {
        Set<String> taken = new TreeSet<>();
        taken.add(values.get(ConnectionKeys.IDEMPOTENCY_HEADER, name).toLowerCase(Locale.ROOT));
        for (String header : ofCredentials()) {
            if (!header.isEmpty() && !taken.add(header.toLowerCase(Locale.ROOT))) {
                String what = "must differ from the header that carries the credentials, but was " + header;
                values.refuse(ConnectionKeys.IDEMPOTENCY_HEADER, name, what);
            }
        }
        if (values.get(TransportKeys.COMPRESSION, name) == Compression.GZIP) {
            taken.add("content-encoding");
        }
        return taken;
    }

    private List<String> ofCredentials() {
        return switch (values.get(ConnectionKeys.AUTH, name)) {
            case NONE -> List.of();
            case HEADER -> List.of(values.get(ConnectionKeys.AUTH_HEADER, name));
            case BASIC, BEARER, OAUTH2 -> List.of("Authorization");
            case HMAC -> signed();
        };
    }

    private List<String> signed() {
        String signature = values.get(HmacKeys.HEADER, name);
        String timestamp = values.get(HmacKeys.TIMESTAMP_HEADER, name);
        if (signature.equalsIgnoreCase(timestamp)) {
            String what = "must differ from " + HmacKeys.HEADER.of(name) + ", but was " + timestamp;
            values.refuse(HmacKeys.TIMESTAMP_HEADER, name, what);
            return List.of(signature);
        }
        return List.of(signature, timestamp);
    }

    private void checkReserved(Key<String> key) {
        String header = values.get(key, name);
        if (isReserved(header) || header.equalsIgnoreCase("Content-Type")) {
            values.refuse(key, name, "must not be a header of the request itself, but was " + header);
        }
    }

    /** Camel takes headers of its own prefix as orders, or drops them. */
    private static boolean isReserved(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || lower.startsWith("camel");
    }

    private void refuse(String predicate) {
        values.refuse(ConnectionKeys.ADDITIONAL_HEADERS, name, predicate);
    }
}
