package io.drover.response;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Tells a page for people from an API's answer. */
public final class HtmlPage {
    private static final int LOOKED_AT = 256;

    private HtmlPage() {}

    /** Whether the answer says that it is HTML, or begins like it. */
    public static boolean is(Map<String, String> headers, byte[] body) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Content-Type")
                    && header.getValue().toLowerCase(Locale.ROOT).contains("html")) {
                return true;
            }
        }
        String begin = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html");
    }
}
