package io.drover.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A whole HTTP answer, made once and sent often.
 *
 * @param http status line, headers and body
 * @param delayNanos how long the sink waits before it sends it
 */
record SinkAnswer(ByteBuffer http, long delayNanos) {
    static SinkAnswer of(String statusAndHeaders, String body, long delayNanos) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer http = ByteBuffer.allocateDirect(head.length + content.length);
        http.put(head).put(content).flip();
        return new SinkAnswer(http, delayNanos);
    }

    static SinkAnswer ok(String body) {
        return of("200 OK", body, 0);
    }

    /** An answer whose success or error list has the element as often as the batch has records. */
    static SinkAnswer lists(String success, String errors, int records, long delayNanos) {
        return of(
                "200 OK",
                "{\"result\":{\"success\":{\"data\":[" + repeat(success, records) + "]},\"errors\":{\"data\":["
                        + repeat(errors, records) + "]}}}",
                delayNanos);
    }

    private static String repeat(String element, int times) {
        return element.isEmpty() ? "" : (element + ",").repeat(times - 1) + element;
    }
}
