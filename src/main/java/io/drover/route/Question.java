package io.drover.route;

import io.drover.delivery.Request;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Verdict;
import java.time.Instant;

/** A GET that asks what became of a batch, in place of sending it. Used by one thread. */
interface Question {
    Request request();

    /**
     * What follows from the answer, or from none. A {@link Verdict.Wait} asks again, {@link Verdict.Settled} means that
     * everything is known.
     */
    Verdict judge(AttemptResult result, Delivery delivery, Instant now);
}
