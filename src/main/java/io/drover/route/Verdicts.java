package io.drover.route;

import io.drover.batch.ErrorClass;
import io.drover.redelivery.Verdict;
import io.drover.run.Run;

/** Carries a verdict out: tells the run and its listeners, and throws what redelivery catches. */
final class Verdicts {
    private Verdicts() {}

    static void apply(Verdict verdict, Delivery delivery)
            throws YieldingException, RecoverableException, DestinationDownException {
        if (verdict instanceof Verdict.Settled) {
            delivery.become(Delivery.Stage.ANSWERED);
        } else if (verdict instanceof Verdict.Yield later) {
            giveWay(later, delivery);
        } else if (verdict instanceof Verdict.Retry retry) {
            retry(retry, delivery);
        } else if (verdict instanceof Verdict.Reauthenticate again) {
            delivery.renewToken();
            throw new RecoverableException(again.reason());
        } else if (verdict instanceof Verdict.Pause pause) {
            pause(pause, delivery);
        } else if (verdict instanceof Verdict.Halve) {
            delivery.become(Delivery.Stage.HALVED);
        } else if (verdict instanceof Verdict.GiveUp giveUp) {
            giveUp(giveUp, delivery);
        }
    }

    private static void giveWay(Verdict.Yield later, Delivery delivery) throws YieldingException {
        Run run = delivery.getRun();
        delivery.countYield();
        run.tally().yielded();
        run.listener().yielded(run, delivery.getBatch().id(), later.reason(), later.delay());
        throw new YieldingException(later.reason());
    }

    private static void retry(Verdict.Retry retry, Delivery delivery) throws RecoverableException {
        Run run = delivery.getRun();
        run.retried(delivery.getBatch().id(), delivery.countRetry());
        delivery.delayNext(retry.delay());
        run.listener().retried(run, delivery.getBatch().id(), retry.reason());
        throw new RecoverableException(retry.reason());
    }

    private static void pause(Verdict.Pause pause, Delivery delivery) throws DestinationDownException {
        Run run = delivery.getRun();
        run.listener().paused(run, pause.reason());
        throw new DestinationDownException(pause.reason());
    }

    private static void giveUp(Verdict.GiveUp giveUp, Delivery delivery) {
        Run run = delivery.getRun();
        delivery.refuse(run.responseSplit()
                .refusal(giveUp.errorClass(), giveUp.reason(), delivery.answer().json()));
        if (giveUp.errorClass() == ErrorClass.HTTP && delivery.status() != 404) {
            run.prove();
        }
    }
}
