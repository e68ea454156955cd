package io.drover.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A request on its way through camel-http, as the body of the exchange.
 *
 * <p>camel-http hands an HTTP entity on as it is, and {@link AnswerGuard} takes target and headers from it. So nothing
 * of a record is ever a Camel header or part of a URI that Camel reads, and Camel has nothing to parse per request.
 */
public final class RequestEntity extends AbstractHttpEntity {
    private final Request request;
    private final BiConsumer<String, String> answerHeaders;

    public RequestEntity(Request request) {
        this(request, (name, value) -> {});
    }

    /**
     * A request whose answer's headers are wanted.
     *
     * @param answerHeaders is told name and value of each, in their order
     */
    public RequestEntity(Request request, BiConsumer<String, String> answerHeaders) {
        // The Content-Type is one of the request's headers.
        super((ContentType) null, null);
        this.request = request;
        this.answerHeaders = answerHeaders;
    }

    void answered(Header header) {
        answerHeaders.accept(header.getName(), String.valueOf(header.getValue()));
    }

    public Request request() {
        return request;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(request.body());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(request.body());
    }

    @Override
    public long getContentLength() {
        return request.body().length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
