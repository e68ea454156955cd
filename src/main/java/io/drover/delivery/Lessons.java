package io.drover.delivery;

import io.drover.batch.ErrorClass;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Verdict;
import java.time.Duration;

/** What a connection's attempts teach its {@link Gate}: of the rate, of an outage, of the credentials. Under its lock. */
final class Lessons {
    private final Pacer pacer;
    private final Outage outage;
    private final TrackRecord record;
    private final Duration longestCredentialsWait;

    Lessons(Pacer pacer, Outage outage, TrackRecord record, Duration longestCredentialsWait) {
        this.pacer = pacer;
        this.outage = outage;
        this.record = record;
        this.longestCredentialsWait = longestCredentialsWait;
    }

    /** Learns from an attempt to deliver a batch. */
    void of(Pass pass, AttemptResult result, Verdict verdict, long now) {
        if (TrackRecord.isRefusal(result)) {
            record.refused(verdict);
        }
        if (result instanceof AttemptResult.Answered answer) {
            record.answered(answer);
        }
        if (verdict instanceof Verdict.Settled) {
            record.settled();
        }
        move(pass, result, verdict, now);
    }

    /** Learns from a question about a batch: of the batches themselves it says nothing. */
    void ofQuestion(Pass pass, AttemptResult result, Verdict verdict, long now) {
        if (TrackRecord.isRefusal(result)) {
            record.refused(verdict);
        }
        if (verdict instanceof Verdict.GiveUp giveUp && giveUp.errorClass() == ErrorClass.EXHAUSTED) {
            record.exhausted();
        }
        if (verdict instanceof Verdict.Pause || verdict instanceof Verdict.Yield) {
            move(pass, result, verdict, now);
        } else if (shows(result)) {
            pacer.accepted(pass.started());
            outage.over();
        } else {
            outage.unproven(pass, now);
        }
    }

    private void move(Pass pass, AttemptResult result, Verdict verdict, long now) {
        if (verdict instanceof Verdict.Yield yield) {
            pacer.refused(pass.started(), now, yield.delay().toNanos());
            outage.over();
        } else if (verdict instanceof Verdict.Pause pause) {
            outage.failed(pass, pause.reason(), longestWait(result), now);
        } else if (verdict instanceof Verdict.Reauthenticate) {
            outage.abandoned(pass, now);
        } else if (shows(verdict)) {
            pacer.accepted(pass.started());
            outage.over();
        } else {
            giveUpOrRetry(pass, verdict, now);
        }
    }

    private void giveUpOrRetry(Pass pass, Verdict verdict, long now) {
        if (verdict instanceof Verdict.GiveUp giveUp && giveUp.errorClass() != ErrorClass.IN_DOUBT) {
            record.exhausted();
        }
        outage.unproven(pass, now);
    }

    /** The destination judged the request: settled or refused for good, it is there. */
    private static boolean shows(Verdict verdict) {
        return verdict instanceof Verdict.Settled
                || verdict instanceof Verdict.Halve
                || verdict instanceof Verdict.Wait
                || (verdict instanceof Verdict.GiveUp giveUp && giveUp.errorClass() == ErrorClass.HTTP);
    }

    /** A question was answered, by somebody who lets us in and has time. */
    private static boolean shows(AttemptResult result) {
        return result instanceof AttemptResult.Answered answer && answer.status() < 429 && !answer.refusesCredentials();
    }

    private Duration longestWait(AttemptResult result) {
        boolean needsPeople = TrackRecord.isRefusal(result)
                || (result instanceof AttemptResult.Answered answer && (answer.isNotFound() || answer.page()));
        return needsPeople ? longestCredentialsWait : Outage.LONGEST_WAIT;
    }
}
