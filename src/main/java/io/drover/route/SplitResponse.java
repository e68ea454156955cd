package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import io.drover.delivery.StoppedException;
import io.drover.response.Answer;
import io.drover.response.Reading;
import io.drover.response.ResponsePart;
import io.drover.run.Run;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of routes/split-response.camel.yaml. */
public final class SplitResponse {
    private static final Logger LOG = LoggerFactory.getLogger(SplitResponse.class);

    /** Reads what the answer says of each record of the batch. */
    public void read(Exchange exchange) throws StoppedException {
        Delivery delivery = Delivery.of(exchange);
        delivery.parts(read(delivery));
    }

    private static List<ResponsePart> read(Delivery delivery) throws StoppedException {
        Batch batch = delivery.getBatch();
        Optional<Outcome.Failure> refusal = delivery.refusal();
        if (refusal.isPresent()) {
            return ResponsePart.of(Collections.nCopies(batch.size(), refusal.get()));
        }
        Run run = delivery.getRun();
        Answer answer = run.responseSplit().readsAnswers()
                ? delivery.answer()
                : new Answer(delivery.status(), Optional.empty());
        Reading reading = run.responseSplit().read(batch, answer);
        if (!batch.isEmpty()) {
            requireUnderstood(reading, delivery);
        }
        if (!reading.problem().isEmpty()) {
            LOG.warn(
                    "Answer can't be believed; its records have no verdict. connection={} batch={} reason=\"{}\"",
                    delivery.getConnection(),
                    batch.id(),
                    reading.problem());
        }
        if (reading.unmatched() > 0) {
            LOG.warn(
                    "Answer names records that were not sent. connection={} batch={} elements={}",
                    delivery.getConnection(),
                    batch.id(),
                    reading.unmatched());
        }
        return reading.parts();
    }

    /**
     * The first answer of a run that can't be read says that the settings are wrong, not the records. It is not asked
     * for again, for the destination may have loaded them.
     */
    private static void requireUnderstood(Reading reading, Delivery delivery) throws StoppedException {
        Run run = delivery.getRun();
        if (!reading.unreadable()) {
            run.prove();
        } else if (!run.isProven()) {
            run.breakOff("the first answer of connection " + delivery.getConnection() + " can't be read: "
                    + reading.problem() + ". Correct response-split-path or the rules named by response, then start"
                    + " again: batch " + delivery.getBatch().id().name() + " is sent again, nothing else was sent");
            throw new StoppedException();
        }
    }

    /** Whether some records of the batch failed and some succeeded. */
    public boolean isMixed(Exchange exchange) {
        return Delivery.of(exchange).parts().size() > 1;
    }

    /** The records of the batch, those that failed and those that succeeded parted. */
    public List<ResponsePart> parts(Exchange exchange) {
        return Delivery.of(exchange).parts();
    }

    public boolean isSuccess(Exchange exchange) {
        return exchange.getMessage().getBody(ResponsePart.class).isSuccess();
    }

    /** Gives all records of a batch that is not mixed their place in the one file that is theirs. */
    public void toOneFile(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        delivery.parts().forEach(part -> take(part, delivery));
    }

    /** Gives the records of a part their place in the success file. */
    public void toSuccessFile(Exchange exchange) {
        take(exchange);
    }

    /** Gives the records of a part their place in the error file. */
    public void toErrorFile(Exchange exchange) {
        take(exchange);
    }

    /** Writes and records the outcomes of the whole batch, together. */
    public void settle(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        Run run = delivery.getRun();
        run.settle(run.rows().settlement(delivery.getBatch(), delivery.outcomes(), delivery.delivered()));
    }

    private static void take(Exchange exchange) {
        take(exchange.getMessage().getBody(ResponsePart.class), Delivery.of(exchange));
    }

    private static void take(ResponsePart part, Delivery delivery) {
        part.records().forEach(record -> delivery.outcome(record.index(), record.outcome()));
    }
}
