package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.connection.Secret;
import io.drover.delivery.Pass;
import io.drover.delivery.Request;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Situation;
import io.drover.response.Answer;
import io.drover.response.AnswerJson;
import io.drover.response.HtmlPage;
import io.drover.response.ResponsePart;
import io.drover.result.Delivered;
import io.drover.run.Run;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way: what the steps of the routes know of it, in the exchange property {@code delivery}. Properties
 * keep their value over redeliveries, headers and body don't. Used by one thread at a time.
 */
public final class Delivery {
    static final String PROPERTY = "delivery";

    /** What is to be done with the batch next. */
    enum Stage {
        TO_SEND,
        HALVED,
        ANSWERED
    }

    private final Run run;
    private final Batch batch;
    private final Outcome[] outcomes;
    private Stage stage = Stage.TO_SEND;
    private int attempts;
    private int retries;
    private int requests;
    private int countedRetries;
    private int yields;
    private int status;
    private boolean tokenRenewed;
    private boolean atDoor;
    private Secret token = Secret.NONE;
    private Duration delay = Duration.ZERO;
    private long sentAtNanos;
    private @Nullable Request request;
    private @Nullable Pass pass;
    private @Nullable AttemptResult unanswered;
    private byte[] body = new byte[0];
    private final Map<String, String> answerHeaders = new LinkedHashMap<>();
    private @Nullable Answer answer;
    private Optional<Outcome.Failure> refusal = Optional.empty();
    private List<ResponsePart> parts = List.of();

    Delivery(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
        this.outcomes = new Outcome[batch.size()];
        this.retries = run.earlier().retries(batch.id());
    }

    static Delivery of(Exchange exchange) {
        Delivery delivery = exchange.getProperty(PROPERTY, Delivery.class);
        if (delivery == null) {
            throw new IllegalStateException("the property '" + PROPERTY + "' is gone: a step in routes/ removed it."
                    + " Routes may add properties, but must leave 'run' and 'delivery' as they are");
        }
        return delivery;
    }

    public Run getRun() {
        return run;
    }

    public Batch getBatch() {
        return batch;
    }

    /** The connection's name. */
    public String getConnection() {
        return run.destination().connection();
    }

    public boolean isToSend() {
        return stage == Stage.TO_SEND;
    }

    public boolean isHalved() {
        return stage == Stage.HALVED;
    }

    void become(Stage next) {
        stage = next;
    }

    /** The exchanges of the parent are counted with its first half, which is settled whenever the parent is. */
    void carry(Delivery parent) {
        requests += parent.requests;
        countedRetries += parent.countedRetries;
        yields += parent.yields;
    }

    Optional<Request> request() {
        return Optional.ofNullable(request);
    }

    void request(Request built) {
        request = built;
    }

    void pass(Pass gatePass) {
        pass = gatePass;
    }

    /** The pass of the attempt that is going on; it is used up by asking for it. */
    Pass pass() {
        Pass used = Objects.requireNonNull(pass, "no attempt is going on");
        pass = null;
        return used;
    }

    /** The batch ends without an attempt's result: a probe's place is given back. */
    void abandon() {
        if (pass != null) {
            run.destination().gate().abandoned(pass());
        }
    }

    void attemptBegins(long nanoTime) {
        attempts++;
        requests++;
        status = 0;
        unanswered = null;
        body = new byte[0];
        answerHeaders.clear();
        answer = null;
        sentAtNanos = nanoTime;
        atDoor = true;
    }

    /** The request passed the user's door and is on its way. */
    void leaves() {
        atDoor = false;
    }

    /** The request is with the user's before-send. */
    boolean isAtDoor() {
        return atDoor;
    }

    void unanswered(AttemptResult result) {
        unanswered = result;
        if (result instanceof AttemptResult.NotSent) {
            // No exchange took place.
            attempts--;
            requests--;
        }
    }

    /** Of the answer that is coming in. */
    void answerHeader(String name, String value) {
        answerHeaders.merge(name, value, (first, again) -> first + ", " + again);
    }

    void answered(int httpStatus, byte[] answerBody) {
        status = httpStatus;
        body = answerBody;
    }

    Optional<AttemptResult> noAnswer() {
        return Optional.ofNullable(unanswered);
    }

    int status() {
        return status;
    }

    /** The last answer, read as JSON; asked only where somebody reads it. */
    Answer answer() {
        if (answer == null) {
            answer = new Answer(status, answerHeaders, AnswerJson.read(body));
        }
        return answer;
    }

    boolean isAnsweredByPage() {
        return HtmlPage.is(answerHeaders, body);
    }

    long nanosSince(long nanoTime) {
        return nanoTime - sentAtNanos;
    }

    int countRetry() {
        countedRetries++;
        return ++retries;
    }

    void countYield() {
        yields++;
    }

    void token(Secret accessToken) {
        token = accessToken;
    }

    /** Once per batch: the token it was sent with is given up. */
    void renewToken() {
        tokenRenewed = true;
        run.destination().invalidate(token);
    }

    void delayNext(Duration beforeNextAttempt) {
        delay = beforeNextAttempt;
    }

    Duration takeDelay() {
        Duration taken = delay;
        delay = Duration.ZERO;
        return taken;
    }

    Situation situation(boolean renewableToken) {
        return new Situation(
                retries,
                batch.size(),
                renewableToken,
                tokenRenewed,
                run.destination().gate().accepted(),
                new Situation.Destination(
                        run.isProven(),
                        run.requests().addressesRecords(),
                        run.destination().gate().notFoundInARow()),
                run.destination().gate().exhaustedInARow());
    }

    /** Every record of the batch fails alike. */
    void refuse(ErrorClass errorClass, String message, List<String> parsed) {
        refuse(new Outcome.Failure(errorClass, message, parsed));
    }

    /** Every record of the batch fails with this. */
    void refuse(Outcome.Failure failure) {
        refusal = Optional.of(failure);
        stage = Stage.ANSWERED;
    }

    Optional<Outcome.Failure> refusal() {
        return refusal;
    }

    void parts(List<ResponsePart> read) {
        parts = read;
    }

    List<ResponsePart> parts() {
        return parts;
    }

    void outcome(int index, Outcome outcome) {
        outcomes[index] = outcome;
    }

    /** One outcome for each record; a record that no step gave one has no verdict. */
    List<Outcome> outcomes() {
        for (int at = 0; at < outcomes.length; at++) {
            if (outcomes[at] == null) {
                outcomes[at] =
                        new Outcome.Failure(ErrorClass.NO_VERDICT, "no step of the routes gave an outcome", List.of());
            }
        }
        return Collections.unmodifiableList(Arrays.asList(outcomes));
    }

    Delivered delivered() {
        return new Delivered(
                attempts, status == 0 ? OptionalInt.empty() : OptionalInt.of(status), requests, countedRetries, yields);
    }
}
