package io.drover.management;

import io.drover.management.Operation.Body;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the network in to the API. Whether a request is let in is decided before its body is read; a body is read up to a
 * limit; files go to the disk as they come.
 */
final class HttpDoor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final long MOST_JSON = 1 << 20;
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private final Vertx vertx;
    private final Api api;
    private final Path uploads;
    private final long largestUpload;

    /**
     * @param uploads an existing folder for files on their way in
     * @param largestUpload in bytes
     */
    HttpDoor(Vertx vertx, Api api, Path uploads, long largestUpload) {
        this.vertx = vertx;
        this.api = api;
        this.uploads = uploads;
        this.largestUpload = largestUpload;
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.pause();
        Future.succeededFuture(request)
                .map(HttpHead::of)
                .compose(head -> answered(request, head))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        send(request, done.result());
                    } else if (done.cause() instanceof Refusal refusal) {
                        refuse(request, refusal);
                    } else {
                        LOG.error("Request failed. method={}", request.method(), done.cause());
                        refuse(request, Refusal.internal());
                    }
                });
    }

    /** Who is let in is found out here and now; what waits for a disk has a thread of its own. */
    private Future<ApiAnswer> answered(HttpServerRequest request, ApiRequest head) {
        Api.Admission admission = api.admit(head);
        return read(request, head, admission.operation().body())
                .compose(whole -> vertx.executeBlocking(() -> answer(admission, whole), false));
    }

    private ApiAnswer answer(Api.Admission admission, ApiRequest whole) {
        try {
            return api.answer(admission, whole);
        } finally {
            whole.upload().ifPresent(Uploads::delete);
        }
    }

    private Future<ApiRequest> read(HttpServerRequest request, ApiRequest head, Body body) {
        if (body == Body.NONE) {
            request.resume();
            return Future.succeededFuture(head);
        }
        long limit = body == Body.JSON ? MOST_JSON : largestUpload;
        if (head.header("content-length").filter(text -> longer(text, limit)).isPresent()) {
            return Future.failedFuture(Refusal.tooLarge(limit));
        }
        if (head.header("expect").isPresent()) {
            request.response().writeContinue();
        }
        return body == Body.JSON ? readJson(request, head) : readFile(request, head);
    }

    private static boolean longer(String length, long limit) {
        return length.length() > 18 || !length.matches("\\d+") || Long.parseLong(length) > limit;
    }

    private static Future<ApiRequest> readJson(HttpServerRequest request, ApiRequest head) {
        Promise<ApiRequest> promise = Promise.promise();
        Buffer read = Buffer.buffer();
        request.exceptionHandler(promise::tryFail);
        request.handler(part -> {
            if (read.length() + part.length() > MOST_JSON) {
                promise.tryFail(Refusal.tooLarge(MOST_JSON));
            } else {
                read.appendBuffer(part);
            }
        });
        request.endHandler(end -> promise.tryComplete(head.with(read.getBytes())));
        request.resume();
        return promise.future();
    }

    private Future<ApiRequest> readFile(HttpServerRequest request, ApiRequest head) {
        Path file = uploads.resolve(UUID.randomUUID() + ".part");
        OpenOptions options = new OpenOptions().setCreateNew(true).setWrite(true);
        return vertx.fileSystem()
                .open(file.toString(), options)
                .compose(open -> readInto(request, open))
                .map(length -> head.with(file))
                .onFailure(failure -> Uploads.delete(file));
    }

    private Future<Long> readInto(HttpServerRequest request, AsyncFile file) {
        Promise<Long> promise = Promise.promise();
        long[] length = new long[1];
        request.exceptionHandler(promise::tryFail);
        request.handler(part -> {
            length[0] += part.length();
            if (length[0] > largestUpload) {
                promise.tryFail(Refusal.tooLarge(largestUpload));
                return;
            }
            file.write(part).onFailure(promise::tryFail);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(drained -> request.resume());
            }
        });
        request.endHandler(end -> promise.tryComplete(length[0]));
        request.resume();
        return promise.future()
                .compose(
                        read -> file.close().map(closed -> read),
                        failure -> file.close().compose(closed -> Future.failedFuture(failure)));
    }

    /** What is left of the body is not read: the connection ends with the answer. */
    private static void refuse(HttpServerRequest request, Refusal refusal) {
        boolean bodyLeft = !request.isEnded();
        send(request, bodyLeft ? refusal.answer().with(Map.of("Connection", "close")) : refusal.answer());
        request.resume();
    }

    private static void send(HttpServerRequest request, ApiAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        ALWAYS.forEach(response::putHeader);
        answer.headers().forEach(response::putHeader);
        Future<Void> sent = answer.file().isPresent()
                ? response.sendFile(answer.file().get().toString())
                : response.end(Buffer.buffer(answer.body()));
        sent.onFailure(failure -> LOG.debug("Answer was not taken. reason=\"{}\"", failure.getMessage()));
    }
}
