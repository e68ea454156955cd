package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import io.drover.delivery.Pass;
import io.drover.delivery.Redaction;
import io.drover.delivery.Request;
import io.drover.delivery.RequestBuilder.Built;
import io.drover.journal.Parting;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Situation;
import io.drover.result.Delivered;
import io.drover.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        /** A part was settled by an earlier process; only the rest is still to be sent. */
        PARTED,
        ANSWERED
    }

    private final Run run;
    private final Batch batch;
    private final Outcomes outcomes;
    private Received received = new Received();
    private Stage stage = Stage.TO_SEND;
    private final Counts counts;
    private final KeyHistory key = new KeyHistory();
    private boolean tokenRenewed;
    private boolean atDoor;
    private Secret token = Secret.NONE;
    private Duration delay = Duration.ZERO;
    private long sentAtNanos;
    private @Nullable Request request;
    private @Nullable Question question;
    private @Nullable Pass pass;
    private Rests rests = new Rests();
    private boolean ownsRests = true;

    Delivery(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
        this.outcomes = new Outcomes(batch.size());
        this.counts = new Counts(run.earlier().retries(batch.id()));
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

    public String getConnection() {
        return run.destination().connection();
    }

    public boolean isToSend() {
        return stage == Stage.TO_SEND;
    }

    public boolean isHalved() {
        return stage == Stage.HALVED;
    }

    boolean isAnswered() {
        return stage == Stage.ANSWERED;
    }

    /** Whether rests of this batch are to be sent here; those of a rest are sent where it came from. */
    boolean hasRests() {
        return ownsRests && !rests.isEmpty();
    }

    Rests rests() {
        return rests;
    }

    /** This batch is what another one left. */
    void setOut(Rests origin, Rests.SetOut how) {
        rests = origin;
        ownsRests = false;
        counts.goOn(how);
        delay = how.delay();
        if (how.again()) {
            run.tally().retried();
        }
    }

    /** An earlier process settled a part of this batch. */
    void goOn(Parting parting) {
        stage = Stage.PARTED;
        rests.add(new Rests.SetOut(batch.only(parting.rest()), parting.retries(), 0, Duration.ZERO, false));
    }

    void become(Stage next) {
        stage = next;
    }

    Counts counts() {
        return counts;
    }

    /** What goes out next: the batch itself, or the question about it. */
    Request request() {
        return question == null ? Objects.requireNonNull(request, "the batch was not laid out") : question.request();
    }

    /** This is how the batch is sent. */
    void request(Built.Ready built, int renewed) {
        request = built.request();
        key.become(built.key(), renewed, run.mayHaveBeenSent(batch.id()));
    }

    KeyHistory key() {
        return key;
    }

    /** What is asked about the batch in place of sending it. */
    Optional<Question> question() {
        return Optional.ofNullable(question);
    }

    void ask(Question about) {
        question = about;
    }

    /** It is known that the batch is not there: it is sent itself. */
    void askNothing() {
        question = null;
        received = new Received();
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
        if (question == null) {
            counts.attempt();
            key.goesOut();
        } else {
            counts.question();
        }
        received = new Received();
        sentAtNanos = nanoTime;
        atDoor = true;
    }

    /** The request passed the user's door and is on its way. */
    void leaves() {
        atDoor = false;
    }

    boolean isAtDoor() {
        return atDoor;
    }

    void unanswered(AttemptResult result) {
        received.unanswered(result);
        if (result instanceof AttemptResult.NotSent) {
            // No exchange took place.
            counts.notSent(question == null);
        }
    }

    Received received() {
        return received;
    }

    /** What is settled of the batch, and what is left. */
    Outcomes outcomes() {
        return outcomes;
    }

    long nanosSince(long nanoTime) {
        return nanoTime - sentAtNanos;
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

    Situation situation() {
        boolean renewableToken = run.connection().credentials() instanceof Credentials.OAuth2;
        return new Situation(
                counts.retries(),
                batch.size(),
                renewableToken,
                tokenRenewed,
                run.destination().gate().accepted(),
                new Situation.Destination(
                        run.isProven(),
                        run.requests().addressesRecords(),
                        run.destination().gate().notFoundInARow()),
                run.destination().gate().exhaustedInARow(),
                key.situation());
    }

    /** Every record of the batch fails alike. */
    void refuse(ErrorClass errorClass, String message, List<String> parsed) {
        refuse(new Outcome.Failure(errorClass, message, parsed));
    }

    /** Every record of the batch fails with this. */
    void refuse(Outcome.Failure failure) {
        outcomes.refuse(failure);
        stage = Stage.ANSWERED;
    }

    /** The answer blames some of the records; the others are sent again. */
    void blame(Map<Integer, Outcome.Failure> failures) {
        outcomes.blame(failures);
        stage = Stage.ANSWERED;
    }

    void outcome(int index, Outcome outcome) {
        outcomes.set(index, redaction().of(outcome));
    }

    /** Takes the secrets of the last attempt out of what was answered. */
    Redaction redaction() {
        Redaction redaction = run.requests().redaction();
        return token.isEmpty() ? redaction : redaction.and(token.reveal());
    }

    Delivered delivered() {
        return counts.delivered(received.status());
    }
}
