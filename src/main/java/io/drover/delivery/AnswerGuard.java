package io.drover.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The innermost link of the client's chain, on an open connection: puts the request's target and headers in place, and
 * gives the exchange its limits in time and size. What comes out has its whole body in memory.
 *
 * <p>Whatever fails in here fails after the first byte may have been sent: {@link NoAnswerException}. An answer
 * that refuses the request (not 2xx) stands even when its body breaks off.
 */
final class AnswerGuard implements ExecChainHandler {
    private static final int SMALLEST_BUFFER = 1024;

    private final Deadlines deadlines;
    private final Duration responseTimeout;
    private final int maxBytes;

    /**
     * @param responseTimeout for sending the request, and again from then to the last byte of the answer
     * @param maxBytes of the answer's body, after decompression
     */
    AnswerGuard(Deadlines deadlines, Duration responseTimeout, int maxBytes) {
        this.deadlines = deadlines;
        this.responseTimeout = responseTimeout;
        this.maxBytes = maxBytes;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException {
        Deadlines.Deadline deadline = deadlines.begin(responseTimeout, scope.execRuntime::discardEndpoint);
        HttpEntity sent = request.getEntity();
        scope.clientContext.setAttribute(ConnectGuard.CONNECTED, true);
        try {
            prepare(request, deadline);
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
                    && scope.route.getProxyHost() != null
                    && !scope.route.isTunnelled()) {
                scope.execRuntime.discardEndpoint();
                throw ProxyTunnel.refused(response.getCode());
            }
            readBody(response, scope, deadline);
            takeServersWords(response, sent);
            return response;
        } catch (NotSentException e) {
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            Optional<String> refusal = TlsReasons.ofClientCertificate(e);
            if (refusal.isPresent()) {
                // With TLS 1.3 the server says so only after the handshake; it has looked at no request then.
                throw new NotSentException(refusal.get(), e);
            }
            throw new NoAnswerException(reason(e, deadline), e);
        } finally {
            deadline.end();
        }
    }

    private static void prepare(ClassicHttpRequest request, Deadlines.Deadline deadline) {
        HttpEntity entity = request.getEntity();
        if (entity instanceof RequestEntity ours) {
            request.setPath(ours.request().target());
            for (Request.Field header : ours.request().headers()) {
                if (!request.containsHeader(header.name())) {
                    request.addHeader(header.name(), header.value());
                }
            }
        }
        if (entity != null) {
            boolean empty = entity.getContentLength() == 0;
            request.setEntity(empty ? null : new TimedEntity(entity, deadline));
        }
    }

    private void readBody(ClassicHttpResponse response, ExecChain.Scope scope, Deadlines.Deadline deadline)
            throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        Body body = new Body(entity.getContentLength());
        try {
            body.readAll(response);
            // The client gives a connection back when the application has read the answer; here it has.
            scope.execRuntime.releaseEndpoint();
        } catch (IOException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            if (response.getCode() < 300) {
                throw new NoAnswerException(
                        "status " + response.getCode() + ", but the answer's body broke off: " + reason(e, deadline),
                        e);
            }
        }
        response.setEntity(new ByteArrayEntity(body.toByteArray(), null));
    }

    /**
     * A server's headers and reason phrase would become Camel headers and properties: only Retry-After may. Whoever sent
     * the request gets them all.
     */
    private static void takeServersWords(ClassicHttpResponse response, HttpEntity sent) {
        if (sent instanceof RequestEntity ours) {
            for (Header header : response.getHeaders()) {
                ours.answered(header);
            }
        }
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        response.setHeaders();
        if (retryAfter != null) {
            response.addHeader(retryAfter);
        }
        response.setReasonPhrase(null);
    }

    private String reason(Exception e, Deadlines.Deadline deadline) {
        if (deadline.isOver()) {
            return "no whole answer within the response-timeout of " + words(responseTimeout);
        }
        return e instanceof NoAnswerException ? String.valueOf(e.getMessage()) : Reasons.of(e);
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** What has been read of an answer. */
    private final class Body extends ByteArrayOutputStream {
        Body(long announced) {
            super((int) Math.min(Math.max(announced, SMALLEST_BUFFER), Math.min(maxBytes, 1 << 20)));
        }

        void readAll(ClassicHttpResponse response) throws IOException {
            HttpEntity entity = response.getEntity();
            if (entity.getContentLength() > maxBytes) {
                throw tooLarge();
            }
            try (InputStream in = decoded(response)) {
                while (true) {
                    if (count == buf.length) {
                        buf = java.util.Arrays.copyOf(buf, (int) Math.min(2L * buf.length, maxBytes + 1L));
                    }
                    int read = in.read(buf, count, buf.length - count);
                    if (read < 0) {
                        return;
                    }
                    count += read;
                    if (count > maxBytes) {
                        count = maxBytes;
                        throw tooLarge();
                    }
                }
            }
        }

        private InputStream decoded(ClassicHttpResponse response) throws IOException {
            HttpEntity entity = response.getEntity();
            String encoding = entity.getContentEncoding();
            if (encoding == null) {
                return entity.getContent();
            }
            return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
                case "", "identity" -> entity.getContent();
                case "gzip", "x-gzip" -> new GZIPInputStream(entity.getContent());
                case "deflate" -> new InflaterInputStream(entity.getContent());
                default ->
                    throw new IOException("the answer has a Content-Encoding that was not asked for and can't be"
                            + " read; gzip and deflate can");
            };
        }

        private IOException tooLarge() {
            return new IOException("longer than the max-response-size of " + maxBytes + " bytes");
        }
    }

    /** Gives the answer its whole time from the moment the request is out. */
    private static final class TimedEntity extends HttpEntityWrapper {
        private final Deadlines.Deadline deadline;

        TimedEntity(HttpEntity entity, Deadlines.Deadline deadline) {
            super(entity);
            this.deadline = deadline;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            super.writeTo(out);
            deadline.restart();
        }
    }
}
