package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.Rest;
import io.drover.delivery.StoppedException;
import io.drover.journal.Parting;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.response.Answer;
import io.drover.response.Reading;
import io.drover.response.ResponsePart;
import io.drover.response.ResponseVerdict;
import io.drover.run.Bundle;
import io.drover.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of routes/split-response.camel.yaml. */
public final class SplitResponse {
    private static final Logger LOG = LoggerFactory.getLogger(SplitResponse.class);

    /** Reads what the answer says of each record of the batch. */
    public void read(Exchange exchange) throws StoppedException {
        Delivery delivery = Delivery.of(exchange);
        List<ResponseVerdict> verdicts = read(delivery);
        delivery.outcomes().leave(rest(verdicts, delivery), asked(verdicts));
        List<Outcome> outcomes = verdicts.stream().map(ResponseVerdict::outcome).toList();
        delivery.outcomes()
                .parts(ResponsePart.of(
                        outcomes, index -> !delivery.outcomes().rest().contains(index)));
    }

    /** The longest that one of them asks to wait. */
    private static Duration asked(List<ResponseVerdict> verdicts) {
        Duration longest = Duration.ZERO;
        for (ResponseVerdict verdict : verdicts) {
            Duration asked = verdict instanceof ResponseVerdict.Retry retry
                    ? retry.delay().orElse(Duration.ZERO)
                    : Duration.ZERO;
            longest = asked.compareTo(longest) > 0 ? asked : longest;
        }
        return longest;
    }

    /** The records that are worth another attempt, as long as there are attempts left. */
    private static Rest rest(List<ResponseVerdict> verdicts, Delivery delivery) {
        RedeliveryPolicy policy = delivery.getRun().connection().redelivery();
        boolean again = delivery.counts().retries() < policy.maxRetries();
        return Rest.of(
                verdicts.size(),
                index -> verdicts.get(index) instanceof ResponseVerdict.Retry
                        && (again || !delivery.outcomes().blamed().isEmpty()));
    }

    private static List<ResponseVerdict> read(Delivery delivery) throws StoppedException {
        Batch batch = delivery.getBatch();
        Optional<Outcome.Failure> refusal = delivery.outcomes().refusal();
        if (refusal.isPresent()) {
            return Collections.nCopies(batch.size(), new ResponseVerdict.Settled(refusal.get()));
        }
        if (!delivery.outcomes().blamed().isEmpty()) {
            return sparing(delivery);
        }
        Run run = delivery.getRun();
        if (!delivery.outcomes().lookedUp().isEmpty()) {
            run.prove();
            return delivery.outcomes().lookedUp();
        }
        Answer answer = run.responseSplit().readsAnswers()
                ? delivery.received().answer()
                : new Answer(delivery.received().status(), Optional.empty());
        String problem = delivery.outcomes().problem();
        Reading reading = problem.isEmpty()
                ? run.responseSplit().read(batch, answer)
                : run.responseSplit().unreadable(batch, delivery.received().answer(), problem);
        if (!batch.isEmpty()) {
            requireUnderstood(reading, delivery);
        }
        warn(reading, delivery);
        return reading.verdicts();
    }

    private static void warn(Reading reading, Delivery delivery) {
        if (!reading.problem().isEmpty()) {
            LOG.warn(
                    "Answer can't be believed; its records have no verdict. connection={} batch={} reason=\"{}\"",
                    delivery.getConnection(),
                    delivery.getBatch().id(),
                    reading.problem());
        } else if (reading.unmatched() > 0) {
            LOG.warn(
                    "Elements of an answer belong to no record of the batch. connection={} batch={} elements={} paths={}",
                    delivery.getConnection(),
                    delivery.getBatch().id(),
                    reading.unmatched(),
                    delivery.getRun().responseSplit().paths());
        }
    }

    /** Nothing was done of the request: those that are to blame fail, the others have not had their turn. */
    private static List<ResponseVerdict> sparing(Delivery delivery) {
        ResponseVerdict others = new ResponseVerdict.Retry(
                Optional.empty(),
                new Outcome.Failure(
                        ErrorClass.UNPROCESSED, "refused for the sake of other records of the batch", List.of()));
        List<ResponseVerdict> verdicts =
                new ArrayList<>(Collections.nCopies(delivery.getBatch().size(), others));
        delivery.outcomes()
                .blamed()
                .forEach((index, failure) -> verdicts.set(index, new ResponseVerdict.Settled(failure)));
        return verdicts;
    }

    /**
     * The first answer of a run that can't be read, or tells of none of its records, says that the settings are wrong,
     * not the records. It is not asked for again, for the destination may have loaded them.
     */
    private static void requireUnderstood(Reading reading, Delivery delivery) throws StoppedException {
        Run run = delivery.getRun();
        if (!reading.unreadable()) {
            run.prove();
        } else if (!run.isProven()) {
            run.listener().notUnderstood(run, new JudgedDelivery(delivery, delivery.getBatch()));
            run.breakOff("the first answer of connection " + delivery.getConnection() + " can't be read: "
                    + reading.problem() + ". Correct response-split-path, correlate or the rules named by response"
                    + (run.responseSplit().polling().isPresent() ? ", or poll-job" : "") + ", then start again: "
                    + next(delivery) + ", nothing else was sent");
            throw new StoppedException();
        }
    }

    /** What the next start does with the batch. */
    private static String next(Delivery delivery) {
        String batch = "batch " + delivery.getBatch().id().name();
        if (delivery.question().isPresent()) {
            return "the job of " + batch + " is asked for again";
        }
        return batch
                + switch (delivery.getRun().connection().redelivery().onUnknownOutcome()) {
                    case RESEND -> " is sent again";
                    case LOOK_UP -> " is looked up before it is sent again";
                    case HOLD -> " is not sent again but in doubt, as on-unknown-outcome says";
                };
    }

    /** Whether some records of the batch failed and some succeeded. */
    public boolean isMixed(Exchange exchange) {
        return Delivery.of(exchange).outcomes().parts().size() > 1;
    }

    /** The records of the batch, those that failed and those that succeeded parted. */
    public List<ResponsePart> parts(Exchange exchange) {
        return Delivery.of(exchange).outcomes().parts();
    }

    public boolean isSuccess(Exchange exchange) {
        return exchange.getMessage().getBody(ResponsePart.class).isSuccess();
    }

    /** Gives all records of a batch that is not mixed their place in the one file that is theirs. */
    public void toOneFile(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        delivery.outcomes().parts().forEach(part -> take(part, delivery));
    }

    /** Gives the records of a part their place in the success file. */
    public void toSuccessFile(Exchange exchange) {
        take(exchange);
    }

    /** Gives the records of a part their place in the error file. */
    public void toErrorFile(Exchange exchange) {
        take(exchange);
    }

    /**
     * Writes and records the outcomes of the batch, together. Where some records go again, that is recorded with them, so
     * a crash neither loses nor doubles a record.
     */
    public void settle(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        Run run = delivery.getRun();
        Outcomes outcomes = delivery.outcomes();
        Batch batch = delivery.getBatch();
        Batch settled = outcomes.rest().isEmpty() ? batch : batch.without(outcomes.rest());
        run.listener().judged(run, new JudgedDelivery(delivery, settled));
        // That the others were refused for the sake of some is no retry of theirs.
        boolean again = outcomes.blamed().isEmpty();
        int retries = delivery.counts().retries() + (again ? 1 : 0);
        Optional<Parting> parting = outcomes.rest().isEmpty()
                ? Optional.empty()
                : Optional.of(new Parting(batch.id(), outcomes.rest(), retries));
        Bundle bundle = exchange.getProperty(GatherFiles.BUNDLE, Bundle.class);
        if (bundle != null) {
            bundle.settle(settled, outcomes.settled(), delivery.delivered(), parting);
        } else {
            run.settle(run.rows().settlement(settled, outcomes.settled(), delivery.delivered()), parting);
        }
        parting.ifPresent(parted -> setOut(parted, again, delivery));
    }

    /** The rest of the batch is a batch of its own. */
    private static void setOut(Parting parting, boolean again, Delivery delivery) {
        Run run = delivery.getRun();
        Batch batch = delivery.getBatch();
        Batch rest = batch.only(parting.rest());
        Duration delay = Duration.ZERO;
        if (again) {
            Duration backoff =
                    run.connection().redelivery().backoff().delay(parting.retries(), ThreadLocalRandom.current());
            Duration asked = delivery.outcomes().askedDelay();
            delay = asked.compareTo(backoff) > 0 ? asked : backoff;
            run.listener().retried(run, rest.id(), parting.rest().size() + " of " + batch.size() + " records go again");
        }
        delivery.rests()
                .add(new Rests.SetOut(rest, parting.retries(), delivery.counts().attempts(), delay, again));
    }

    private static void take(Exchange exchange) {
        take(exchange.getMessage().getBody(ResponsePart.class), Delivery.of(exchange));
    }

    private static void take(ResponsePart part, Delivery delivery) {
        part.records().forEach(record -> delivery.outcome(record.index(), record.outcome()));
    }
}
