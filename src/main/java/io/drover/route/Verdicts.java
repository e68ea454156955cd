package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.connection.BodyShape;
import io.drover.delivery.RequestBuilder;
import io.drover.redelivery.Verdict;
import io.drover.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries a verdict out: tells the run and its listeners, and throws what redelivery catches. */
final class Verdicts {
    private static final Set<Integer> ALL_OR_NOTHING = Set.of(400, 413, 422);

    private Verdicts() {}

    /** The verdict on a question: to ask on is neither a retry nor a yield. */
    static void applyToFollowUp(Verdict verdict, Delivery delivery)
            throws YieldingException, RecoverableException, DestinationDownException {
        if (verdict instanceof Verdict.Wait wait) {
            delivery.delayNext(wait.delay());
            throw new YieldingException(wait.reason());
        }
        apply(verdict, delivery);
    }

    static void apply(Verdict verdict, Delivery delivery)
            throws YieldingException, RecoverableException, DestinationDownException {
        if (verdict instanceof Verdict.Settled) {
            delivery.become(Delivery.Stage.ANSWERED);
        } else if (verdict instanceof Verdict.Yield later) {
            giveWay(later, delivery);
        } else if (verdict instanceof Verdict.Wait wait) {
            delivery.delayNext(wait.delay());
            giveWay(new Verdict.Yield(wait.delay(), wait.reason()), delivery);
        } else if (verdict instanceof Verdict.Retry retry) {
            retry(retry, delivery);
        } else if (verdict instanceof Verdict.Reauthenticate again) {
            delivery.renewToken();
            throw new RecoverableException(again.reason());
        } else if (verdict instanceof Verdict.Pause pause) {
            pause(pause, delivery);
        } else if (verdict instanceof Verdict.Halve || verdict instanceof Verdict.GiveUp) {
            refuse(verdict, delivery);
        }
    }

    private static void refuse(Verdict verdict, Delivery delivery) {
        Batch batch = delivery.getBatch();
        Map<Integer, Outcome.Failure> blamed = blamed(delivery);
        if (!blamed.isEmpty()) {
            delivery.getRun().prove();
            delivery.blame(blamed);
        } else if (verdict instanceof Verdict.GiveUp giveUp) {
            giveUp(giveUp, delivery);
        } else {
            delivery.become(Delivery.Stage.HALVED);
        }
        if (delivery.received().status() == 413) {
            delivery.getRun().sizeLimits().refused(batch);
        }
    }

    /** Whom a refusal of all for the sake of some names: only statuses that say nothing was done. */
    private static Map<Integer, Outcome.Failure> blamed(Delivery delivery) {
        if (delivery.getBatch().size() < 2
                || !ALL_OR_NOTHING.contains(delivery.received().status())) {
            return Map.of();
        }
        return delivery.getRun()
                .responseSplit()
                .blamed(delivery.getBatch(), delivery.received().answer(), wrapper(delivery.getRun()));
    }

    /** The names that the records of the run's requests are wrapped in. */
    static List<String> wrapper(Run run) {
        return run.connection().endpoint().bodyShape() instanceof BodyShape.Wrapped wrapped
                ? wrapped.path()
                : List.of();
    }

    private static void giveWay(Verdict.Yield later, Delivery delivery) throws YieldingException {
        Run run = delivery.getRun();
        delivery.counts().gaveWay();
        run.tally().yielded();
        run.listener().yielded(run, delivery.getBatch().id(), later.reason(), later.delay());
        throw new YieldingException(later.reason());
    }

    private static void retry(Verdict.Retry retry, Delivery delivery) throws RecoverableException {
        Run run = delivery.getRun();
        run.notes().retried(delivery.getBatch().id(), delivery.counts().retry());
        delivery.delayNext(retry.delay());
        if (retry.newKey()) {
            renewKey(delivery);
        }
        run.listener().retried(run, delivery.getBatch().id(), retry.reason());
        throw new RecoverableException(retry.reason());
    }

    /** Recorded before it is used, so that a later process repeats the batch with the same one. */
    private static void renewKey(Delivery delivery) {
        Run run = delivery.getRun();
        int renewed = delivery.key().renewed() + 1;
        if (run.requests().build(delivery.getBatch(), renewed) instanceof RequestBuilder.Built.Ready ready) {
            run.notes().keyRenewed(delivery.getBatch().id(), renewed);
            delivery.request(ready, renewed);
        }
    }

    private static void pause(Verdict.Pause pause, Delivery delivery) throws DestinationDownException {
        Run run = delivery.getRun();
        run.listener().paused(run, pause.reason());
        throw new DestinationDownException(pause.reason());
    }

    private static void giveUp(Verdict.GiveUp giveUp, Delivery delivery) {
        Run run = delivery.getRun();
        delivery.refuse(run.responseSplit()
                .refusal(
                        giveUp.errorClass(),
                        giveUp.reason(),
                        delivery.received().answer().json()));
        if (giveUp.errorClass() == ErrorClass.HTTP && delivery.received().status() != 404) {
            run.prove();
        }
    }
}
