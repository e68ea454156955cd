package io.drover.route;

import io.drover.batch.ErrorClass;
import io.drover.delivery.FollowUpRequests;
import io.drover.delivery.Request;
import io.drover.journal.Job;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Verdict;
import io.drover.response.Answer;
import io.drover.response.Polling;
import io.drover.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks for the job that a batch was accepted as until it has ended, then for its results. The journal knows the job, so
 * another process goes on asking.
 */
final class AwaitingJob implements Question {
    private final Job job;
    private final Polling polling;
    private final Polling.Rules rules;
    private final FollowUpRequests requests;
    private String target;
    private Request request;
    private boolean ended;
    private int failed;

    AwaitingJob(Delivery delivery, Job job) {
        Run run = delivery.getRun();
        this.job = job;
        this.polling = run.connection().response().followUp().polling().orElseThrow();
        this.rules = run.responseSplit().polling().orElseThrow();
        this.requests = run.requests().followUps();
        this.target = job.target();
        this.request = requests.get(delivery.getBatch(), target);
    }

    /** Whether the answer that just came accepts its batch as a job. */
    static boolean accepts(Delivery delivery) {
        Optional<Polling.Rules> rules = delivery.getRun().responseSplit().polling();
        return rules.isPresent() && rules.get().accepts(delivery.received().answer());
    }

    /** The batch is a job now; the journal knows it before it is asked for. */
    static Verdict begin(Delivery delivery, Duration asked, Instant now) {
        Run run = delivery.getRun();
        Answer answer = delivery.received().answer();
        Polling polling = run.connection().response().followUp().polling().orElseThrow();
        Optional<String> name = run.responseSplit().polling().orElseThrow().job(answer);
        String sent = delivery.request().target();
        Optional<String> target =
                name.flatMap(text -> run.requests().followUps().job(text, sent));
        if (target.isEmpty()) {
            delivery.outcomes()
                    .unreadable(
                            name.isEmpty()
                                    ? "accepts the batch as a job, but names none at " + polling.job()
                                    : "names a job at " + polling.job()
                                            + " that is no address of the connection's own server");
            return new Verdict.Settled();
        }
        Job job = new Job(name.orElseThrow(), target.get(), now);
        run.notes().accepted(delivery.getBatch().id(), job);
        AwaitingJob question = new AwaitingJob(delivery, job);
        delivery.ask(question);
        return question.later(asked, "accepted", now);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Verdict judge(AttemptResult result, Delivery delivery, Instant now) {
        if (result instanceof AttemptResult.Answered && !delivery.received().isPage()) {
            Optional<Verdict> said = ended ? results(delivery) : state(delivery);
            if (said.isPresent()) {
                return said.get();
            }
        }
        Verdict verdict = delivery.getRun()
                .connection()
                .redelivery()
                .afterFollowUp(result, failed, delivery.situation(), now, ThreadLocalRandom.current());
        if (verdict instanceof Verdict.Settled) {
            failed = 0;
            return later(retryAfter(result, now), "its job has not ended", now);
        }
        if (verdict instanceof Verdict.Wait wait) {
            failed++;
            return later(wait.delay(), wait.reason(), now);
        }
        return verdict instanceof Verdict.GiveUp giveUp ? given(giveUp, result, delivery, now) : verdict;
    }

    private static Duration retryAfter(AttemptResult result, Instant now) {
        return result instanceof AttemptResult.Answered answer ? answer.wait(now) : Duration.ZERO;
    }

    private Optional<Verdict> state(Delivery delivery) {
        return switch (rules.state(delivery.received().answer())) {
            case RUNNING -> Optional.empty();
            case FAILED ->
                Optional.of(new Verdict.GiveUp(
                        ErrorClass.RESPONSE,
                        "its job failed (HTTP " + delivery.received().status() + ")"));
            case DONE -> Optional.of(done(delivery));
        };
    }

    private Verdict done(Delivery delivery) {
        if (polling.results().isEmpty()) {
            return new Verdict.Settled();
        }
        Optional<String> where = polling.hasResultsPath()
                ? requests.results(job.name())
                : rules.results(delivery.received().answer()).flatMap(text -> requests.address(text, target));
        if (where.isEmpty()) {
            delivery.outcomes()
                    .unreadable("says that the job is done, but names no address of the connection's own server at "
                            + polling.results());
            return new Verdict.Settled();
        }
        ended = true;
        failed = 0;
        target = where.get();
        request = requests.get(delivery.getBatch(), target);
        return new Verdict.Wait(Duration.ZERO, "its job is done");
    }

    private static Optional<Verdict> results(Delivery delivery) {
        int status = delivery.received().status();
        return status >= 200 && status < 300 ? Optional.of(new Verdict.Settled()) : Optional.empty();
    }

    /** Nobody is there to answer: that may change. A refusal of the question stays one. */
    private Verdict given(Verdict.GiveUp giveUp, AttemptResult result, Delivery delivery, Instant now) {
        int status = result instanceof AttemptResult.Answered answer ? answer.status() : 0;
        if (status == 0 || status >= 500) {
            return later(delivery.getRun().connection().redelivery().backoff().max(), giveUp.reason(), now);
        }
        String what = "the question for its job was answered with " + giveUp.reason();
        if (!delivery.getRun().isProven()) {
            delivery.getRun()
                    .breakOff("batch " + delivery.getBatch().id().name() + " was accepted by connection "
                            + delivery.getConnection() + ", but " + what + ". Correct poll-job, poll-path,"
                            + " poll-results or the credentials, then start again: the job is asked for again,"
                            + " nothing is sent twice");
            return new Verdict.Wait(Duration.ZERO, what);
        }
        return new Verdict.GiveUp(ErrorClass.IN_DOUBT, what);
    }

    /** Asks again after a while, unless the job has had its time. */
    private Verdict later(Duration asked, String reason, Instant now) {
        Duration left = Duration.between(now, job.acceptedAt().plus(polling.timeout()));
        if (left.isNegative() || left.isZero()) {
            return new Verdict.GiveUp(
                    ErrorClass.IN_DOUBT,
                    "accepted, but its job did not end within poll-timeout of "
                            + polling.timeout().toSeconds() + " s: " + reason);
        }
        Duration wait = polling.delay().compareTo(asked) > 0 ? polling.delay() : asked;
        return new Verdict.Wait(wait.compareTo(left) > 0 ? left : wait, reason);
    }
}
