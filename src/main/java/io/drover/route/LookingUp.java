package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.delivery.FollowUpRequests;
import io.drover.delivery.Request;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.Situation;
import io.drover.redelivery.Verdict;
import io.drover.response.LookUp.Presence;
import io.drover.response.LookUp.Rules;
import io.drover.response.ResponseVerdict;
import io.drover.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a batch is there whose answer never came: once for all of it, or record by record. Nothing is recorded
 * while it goes on: a crash leaves a batch whose outcome is unknown, which is looked up again.
 */
final class LookingUp implements Question {
    private final String reason;
    private final boolean afterCrash;
    private final FollowUpRequests requests;
    private final Rules rules;
    private final List<ResponseVerdict> verdicts = new ArrayList<>();
    private final int questions;
    private @Nullable Request request;
    private int failed;

    private LookingUp(Delivery delivery, String reason, boolean afterCrash) {
        Run run = delivery.getRun();
        this.reason = reason;
        this.afterCrash = afterCrash;
        this.requests = run.requests().followUps();
        this.rules = run.responseSplit().lookUp().orElseThrow();
        this.questions = requests.lookUps(delivery.getBatch());
    }

    /** After an attempt that got no answer. */
    static Verdict begin(Delivery delivery, String reason, Instant now) {
        LookingUp question = new LookingUp(delivery, reason, false);
        delivery.ask(question);
        return question.next(delivery, now);
    }

    /** Of a batch that an earlier process may have sent. */
    static void afterCrash(Delivery delivery, String what, Instant now) {
        LookingUp question = new LookingUp(delivery, what, true);
        delivery.ask(question);
        if (question.next(delivery, now) instanceof Verdict.Settled) {
            delivery.become(Delivery.Stage.ANSWERED);
        }
    }

    @Override
    public Request request() {
        if (request == null) {
            throw new IllegalStateException("there is nothing to ask");
        }
        return request;
    }

    @Override
    public Verdict judge(AttemptResult result, Delivery delivery, Instant now) {
        Run run = delivery.getRun();
        if (result instanceof AttemptResult.Answered && !delivery.received().isPage()) {
            Presence presence = rules.of(delivery.received().answer());
            if (presence != Presence.UNCLEAR) {
                verdicts.add(presence == Presence.THERE ? there(delivery) : notThere());
                return next(delivery, now);
            }
        }
        Verdict verdict = run.connection()
                .redelivery()
                .afterFollowUp(result, failed, delivery.situation(), now, ThreadLocalRandom.current());
        if (verdict instanceof Verdict.Settled) {
            verdicts.add(
                    unclear("the look-up's answer (HTTP " + delivery.received().status() + ") proves nothing"));
            return next(delivery, now);
        }
        if (verdict instanceof Verdict.GiveUp giveUp) {
            verdicts.add(unclear("the look-up failed: " + giveUp.reason()));
            return next(delivery, now);
        }
        failed += verdict instanceof Verdict.Wait ? 1 : 0;
        return verdict;
    }

    private ResponseVerdict there(Delivery delivery) {
        Optional<Object> record = rules.record(delivery.received().answer());
        return delivery.getRun().responseSplit().found(record);
    }

    private ResponseVerdict notThere() {
        return new ResponseVerdict.Retry(
                Optional.empty(),
                new Outcome.Failure(ErrorClass.UNPROCESSED, reason + "; looked up, it is not there", List.of()));
    }

    private ResponseVerdict unclear(String why) {
        return new ResponseVerdict.Settled(new Outcome.Failure(ErrorClass.IN_DOUBT, reason + "; " + why, List.of()));
    }

    /** The next question, or what all answers come to. */
    private Verdict next(Delivery delivery, Instant now) {
        failed = 0;
        while (verdicts.size() < questions) {
            Optional<Request> asked = requests.lookUp(
                    delivery.getBatch(), verdicts.size(), delivery.key().text());
            if (asked.isPresent()) {
                request = asked.get();
                return new Verdict.Wait(Duration.ZERO, "look-up");
            }
            verdicts.add(unclear("it can't be looked up, because it lacks a value that look-up-path needs"));
        }
        return conclude(delivery, now);
    }

    private Verdict conclude(Delivery delivery, Instant now) {
        if (verdicts.stream().allMatch(verdict -> verdict instanceof ResponseVerdict.Retry)) {
            delivery.askNothing();
            return again(delivery, now);
        }
        Batch batch = delivery.getBatch();
        delivery.outcomes()
                .lookedUp(questions == batch.size() ? verdicts : Collections.nCopies(batch.size(), verdicts.get(0)));
        delivery.askNothing();
        return new Verdict.Settled();
    }

    /** None of it is there: the same bytes go out with the same key. */
    private Verdict again(Delivery delivery, Instant now) {
        if (afterCrash) {
            return new Verdict.Wait(Duration.ZERO, "looked up, it is not there");
        }
        RedeliveryPolicy policy = delivery.getRun().connection().redelivery();
        Situation situation = delivery.situation();
        return policy.missing(reason + "; looked up, it is not there", situation, now, ThreadLocalRandom.current());
    }
}
