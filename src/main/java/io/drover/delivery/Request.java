package io.drover.delivery;

import io.drover.connection.ApiMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP request, ready to go out.
 *
 * @param target path and query, encoded, as they stand in the request line
 * @param headers in the order they are sent; without those the HTTP client sets itself
 * @param body empty: the request has none
 */
@SuppressWarnings("ArrayRecordComponent") // one body of megabytes, never compared
public record Request(ApiMethod method, String target, List<Field> headers, byte[] body) {
    public Request {
        headers = List.copyOf(headers);
    }

    /** The same request with one more header. */
    public Request with(Field header) {
        List<Field> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(header);
        return new Request(method, target, more, body);
    }

    /** The same request with another body. */
    public Request with(byte[] otherBody) {
        return new Request(method, target, headers, otherBody);
    }

    /** Without target and headers: they hold record content and secrets. */
    @Override
    public String toString() {
        return method + " with " + headers.size() + " headers and " + body.length + " bytes";
    }

    /** A header field; its value never prints. */
    public record Field(String name, String value) {
        @Override
        public String toString() {
            return name;
        }

        /** What is wrong with the value as a header's; empty text when nothing is. It never quotes the value. */
        public static String problem(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c != '\t' && (c < ' ' || c > '~')) {
                    return "has the character U+" + String.format("%04X", (int) c) + " at position " + (i + 1)
                            + "; a header may hold only printable ASCII characters";
                }
            }
            return "";
        }
    }
}
