package io.drover.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.drover.batch.Batch;
import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;

/** The bodies of one connection's requests, in its shape. Safe for many threads. */
final class RequestBody {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] LINE_END = {'\n'};

    private final BodyShape shape;
    private final boolean none;
    private final byte[] before;
    private final byte[] after;

    RequestBody(Endpoint endpoint) {
        this.shape = endpoint.bodyShape();
        this.none = endpoint.apiMethod() == ApiMethod.GET
                || (endpoint.apiMethod() == ApiMethod.DELETE && !endpoint.bulkSupport());
        if (shape instanceof BodyShape.Wrapped wrapped) {
            this.before = opening(wrapped.path(), endpoint.bulkSupport());
            this.after = closing(wrapped.path().size(), endpoint.bulkSupport());
        } else {
            boolean array = shape instanceof BodyShape.Array;
            this.before = array ? new byte[] {'['} : NOTHING;
            this.after = array ? new byte[] {']'} : shape instanceof BodyShape.Lines ? LINE_END : NOTHING;
        }
    }

    private static byte[] opening(List<String> path, boolean array) {
        ByteArrayOutputStream opening = new ByteArrayOutputStream();
        for (String name : path) {
            opening.writeBytes(new byte[] {'{', '"'});
            opening.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
            opening.writeBytes(new byte[] {'"', ':'});
        }
        if (array) {
            opening.write('[');
        }
        return opening.toByteArray();
    }

    private static byte[] closing(int depth, boolean array) {
        return ((array ? "]" : "") + "}".repeat(depth)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    String contentType() {
        if (shape instanceof BodyShape.Lines) {
            return "application/x-ndjson";
        }
        return shape instanceof BodyShape.Form ? "application/x-www-form-urlencoded" : "application/json";
    }

    /**
     * The body that carries the batch; empty where the method carries none.
     *
     * @throws IOException when a record can't be read as JSON
     */
    byte[] of(Batch batch) throws IOException {
        if (none) {
            return NOTHING;
        }
        if (shape instanceof BodyShape.Form) {
            return FormBody.of(batch.objectBody());
        }
        return batch.joined(before, shape instanceof BodyShape.Lines ? (byte) '\n' : (byte) ',', after);
    }

    /** The body with a further field in front: of its outermost object, or of the form. */
    byte[] with(String field, String value, byte[] body) {
        boolean form = shape instanceof BodyShape.Form;
        boolean alone = form ? body.length == 0 : isEmptyObject(body);
        String first = form
                ? URLEncoder.encode(field, UTF_8) + '=' + URLEncoder.encode(value, UTF_8) + (alone ? "" : "&")
                : "{\"" + new String(JsonStringEncoder.getInstance().quoteAsString(field)) + "\":\"" + value
                        + (alone ? "\"" : "\",");
        byte[] front = first.getBytes(UTF_8);
        int rest = form ? 0 : 1;
        byte[] whole = Arrays.copyOf(front, front.length + body.length - rest);
        System.arraycopy(body, rest, whole, front.length, body.length - rest);
        return whole;
    }

    private static boolean isEmptyObject(byte[] body) {
        int at = 1;
        while (at < body.length && body[at] <= ' ') {
            at++;
        }
        return at < body.length && body[at] == '}';
    }

    /** Whether a record's own fields stand beside those that {@link #with} adds. */
    boolean isOneRecord() {
        return shape instanceof BodyShape.OneObject || shape instanceof BodyShape.Form;
    }

    /** How many bytes {@link #of} has, mostly without making them. */
    int length(Batch batch) throws IOException {
        if (none) {
            return 0;
        }
        return shape instanceof BodyShape.Form ? of(batch).length : before.length + batch.jsonLength() + after.length;
    }
}
