package io.drover.route;

import io.drover.delivery.AttemptResults;
import io.drover.delivery.Authorization;
import io.drover.delivery.Gate;
import io.drover.delivery.Request;
import io.drover.delivery.RequestEntity;
import io.drover.delivery.StoppedException;
import io.drover.delivery.Token;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Verdict;
import io.drover.response.InFlight;
import io.drover.response.RequestVerdict;
import io.drover.run.Ending;
import io.drover.run.Run;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The steps of routes/attempt.camel.yaml: one HTTP exchange of a batch and the verdict on it. */
public final class Attempt {
    /** The id of the route that lets users change a request. */
    public static final String DOOR = "before-send";

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final boolean openToUsers;

    /**
     * @param openToUsers whether the route before-send is the user's own; the jar's does nothing and is not called
     */
    public Attempt(Clock clock, LongSupplier nanoTime, boolean openToUsers) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.openToUsers = openToUsers;
    }

    /** Whether the request is laid out as body and headers for before-send, and sealed after it. */
    public boolean isOpenToUsers(Exchange exchange) {
        return openToUsers;
    }

    /**
     * Waits until the batch may be sent, then lays out its request: for before-send the body's bytes and nothing but
     * the request's headers, else sealed.
     *
     * @throws StoppedException when the process is stopping
     * @throws DestinationDownException when there is no token to send with
     */
    public void prepare(Exchange exchange) throws StoppedException, InterruptedException, DestinationDownException {
        Delivery delivery = Delivery.of(exchange);
        Request request = delivery.request();
        Gate gate = delivery.getRun().destination().gate();
        Ending ending = delivery.getRun().ending();
        gate.hold(delivery.takeDelay(), ending::isHalted);
        delivery.pass(gate.await(ending::isHalted));
        if (ending.isHalted()) {
            throw new StoppedException();
        }
        Message message = exchange.getMessage();
        message.getHeaders().clear();
        Optional<Request.Field> authorization = authorize(delivery);
        if (openToUsers) {
            request.headers().forEach(header -> message.setHeader(header.name(), header.value()));
            authorization.ifPresent(header -> message.setHeader(header.name(), header.value()));
            message.setBody(request.body());
        } else {
            message.setBody(leaving(delivery, authorization.map(request::with).orElse(request)));
        }
        delivery.attemptBegins(nanoTime.getAsLong());
        if (!openToUsers) {
            leaves(delivery);
        }
    }

    /** Takes body and headers as the before-send door left them. From here on they are no longer Camel's to read. */
    public void seal(Exchange exchange) {
        Message message = exchange.getMessage();
        Delivery delivery = Delivery.of(exchange);
        Request planned = delivery.request();
        List<Request.Field> headers = new ArrayList<>();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            if (!header.getKey().startsWith("Camel")) {
                headers.add(new Request.Field(header.getKey(), String.valueOf(header.getValue())));
            }
        }
        byte[] body = message.getBody(byte[].class);
        message.getHeaders().clear();
        byte[] bytes = body == null ? new byte[0] : body;
        message.setBody(leaving(delivery, new Request(planned.method(), planned.target(), headers, bytes)));
        // Only now: a door that failed has begun no exchange, and none would ever end.
        leaves(delivery);
    }

    /** The answer's headers go to whoever reads it, past Camel. */
    private RequestEntity leaving(Delivery delivery, Request request) {
        return new RequestEntity(
                delivery.getRun().requests().leaving(request, clock.instant()),
                (name, value) -> delivery.received().header(name, value));
    }

    private static void leaves(Delivery delivery) {
        Run run = delivery.getRun();
        delivery.leaves();
        run.tally().sent();
        run.listener().sending(run, delivery.getBatch().id());
    }

    /** No answer came; why is known to the HTTP client only here. */
    public void unanswered(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Delivery.of(exchange).unanswered(AttemptResults.of(cause));
    }

    /**
     * Decides what follows.
     *
     * @throws YieldingException when the batch is to be sent again without limit
     * @throws RecoverableException when it is to be sent again
     * @throws DestinationDownException when it waits for the destination to come back
     * @throws StoppedException when the stop may be why there is no answer: the batch stays pending
     */
    public void judge(Exchange exchange)
            throws YieldingException, RecoverableException, DestinationDownException, StoppedException {
        Delivery delivery = Delivery.of(exchange);
        AttemptResult result = delivery.received().noAnswer().orElseGet(() -> answered(exchange, delivery));
        Run run = delivery.getRun();
        if (result instanceof AttemptResult.NotSent) {
            run.tally().notSent();
        } else {
            run.tally().answered();
        }
        run.listener()
                .attempted(
                        run,
                        delivery.getBatch().id(),
                        delivery.received().status(),
                        Duration.ofNanos(delivery.nanosSince(nanoTime.getAsLong())));
        if (!(result instanceof AttemptResult.Answered) && run.destination().isStopped()) {
            throw new StoppedException();
        }
        exchange.getMessage().setBody(delivery.getBatch());
        if (delivery.question().isPresent()) {
            Verdict verdict = delivery.question().get().judge(result, delivery, clock.instant());
            run.destination().gate().followedUp(delivery.pass(), result, verdict);
            Verdicts.applyToFollowUp(verdict, delivery);
            return;
        }
        Verdict verdict = isRefusedCompression(run, result)
                ? new Verdict.Pause(
                        "HTTP 415: the destination may not take compressed requests; set request-compression"
                                + " of the connection to none")
                : run.connection()
                        .redelivery()
                        .verdict(result, delivery.situation(), clock.instant(), ThreadLocalRandom.current());
        run.destination().gate().answered(delivery.pass(), result, verdict);
        carryOut(verdict, result, delivery);
    }

    /** An answer may only be the beginning: of a look-up, of a job. */
    private void carryOut(Verdict verdict, AttemptResult result, Delivery delivery)
            throws YieldingException, RecoverableException, DestinationDownException {
        if (verdict instanceof Verdict.LookUp lookUp) {
            Verdicts.applyToFollowUp(LookingUp.begin(delivery, lookUp.reason(), clock.instant()), delivery);
        } else if (verdict instanceof Verdict.Settled && AwaitingJob.accepts(delivery)) {
            Duration asked = ((AttemptResult.Answered) result).wait(clock.instant());
            Verdicts.applyToFollowUp(AwaitingJob.begin(delivery, asked, clock.instant()), delivery);
        } else {
            Verdicts.apply(verdict, delivery);
        }
    }

    /** As long as nothing was taken so, it says nothing about the records. */
    private static boolean isRefusedCompression(Run run, AttemptResult result) {
        return run.connection().transport().gzip()
                && !run.isProven()
                && result instanceof AttemptResult.Answered answered
                && answered.status() == UNSUPPORTED_MEDIA_TYPE;
    }

    private static AttemptResult answered(Exchange exchange, Delivery delivery) {
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            return new AttemptResult.Unknown("the route gave no HTTP status");
        }
        Received received = delivery.received();
        received.answered(status, bytes(message));
        boolean asked = delivery.question().isPresent();
        if (!asked) {
            delivery.key().answered(status, received.body());
        }
        return new AttemptResult.Answered(
                status,
                Optional.ofNullable(message.getHeader("Retry-After", String.class)),
                asked ? Optional.empty() : ruled(delivery),
                (asked || !delivery.getRun().isProven()) && received.isPage());
    }

    private static Optional<RequestVerdict> ruled(Delivery delivery) {
        Run run = delivery.getRun();
        Received received = delivery.received();
        Optional<RequestVerdict> ruled =
                run.responseSplit().judgesRequests() ? run.responseSplit().judge(received.answer()) : Optional.empty();
        return ruled.isEmpty() && received.status() == 409 && delivery.key().isUsed()
                ? InFlight.in(received.answer())
                : ruled;
    }

    /** The body is in memory already; Camel's converters would look for a way to copy it. */
    private static byte[] bytes(Message message) {
        if (message.getBody() instanceof ByteArrayInputStream inMemory) {
            return inMemory.readAllBytes();
        }
        byte[] body = message.getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static Optional<Request.Field> authorize(Delivery delivery)
            throws DestinationDownException, StoppedException {
        Optional<Token> token = delivery.getRun().destination().token();
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (token.get() instanceof Token.Granted granted) {
            delivery.token(granted.accessToken());
            return Optional.of(Authorization.bearer(granted.accessToken().reveal()));
        }
        if (delivery.getRun().destination().isStopped()) {
            throw new StoppedException();
        }
        Verdict.Pause pause = new Verdict.Pause(
                token.get() instanceof Token.Refused refused
                        ? refused.reason()
                        : ((Token.Unavailable) token.get()).reason());
        AttemptResult notSent = new AttemptResult.NotSent(pause.reason());
        delivery.getRun().destination().gate().answered(delivery.pass(), notSent, pause);
        delivery.getRun().listener().paused(delivery.getRun(), pause.reason());
        throw new DestinationDownException(pause.reason());
    }
}
