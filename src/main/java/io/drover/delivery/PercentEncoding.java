package io.drover.delivery;

import java.nio.charset.StandardCharsets;

/** Percent-encoding for one path segment or query value (RFC 3986): all but unreserved characters, as UTF-8. */
final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    static String of(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
        }
        return text.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 0 && Character.isLetterOrDigit(b)) || "-._~".indexOf(b) >= 0;
    }
}
