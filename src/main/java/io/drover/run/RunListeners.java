package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.result.Summary;
import io.drover.source.Claim;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners the same, in their order. */
public record RunListeners(List<RunListener> listeners) implements RunListener {
    public RunListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void started(Run run) {
        tell(listener -> listener.started(run));
    }

    @Override
    public void sending(Run run, BatchId batch) {
        tell(listener -> listener.sending(run, batch));
    }

    @Override
    public void attempted(Run run, BatchId batch, int status, Duration took) {
        tell(listener -> listener.attempted(run, batch, status, took));
    }

    @Override
    public void retried(Run run, BatchId batch, String reason) {
        tell(listener -> listener.retried(run, batch, reason));
    }

    @Override
    public void yielded(Run run, BatchId batch, String reason, Duration delay) {
        tell(listener -> listener.yielded(run, batch, reason, delay));
    }

    @Override
    public void paused(Run run, String reason) {
        tell(listener -> listener.paused(run, reason));
    }

    @Override
    public void judged(Run run, Judged judged) {
        tell(listener -> listener.judged(run, judged));
    }

    @Override
    public void notUnderstood(Run run, Judged judged) {
        tell(listener -> listener.notUnderstood(run, judged));
    }

    @Override
    public void settled(Run run, BatchId batch, Tally tally) {
        tell(listener -> listener.settled(run, batch, tally));
    }

    @Override
    public void ended(Run run, Summary summary) {
        tell(listener -> listener.ended(run, summary));
    }

    @Override
    public void suspended(Run run, String reason) {
        tell(listener -> listener.suspended(run, reason));
    }

    @Override
    public void failed(Claim claim, Exception cause) {
        tell(listener -> listener.failed(claim, cause));
    }

    @Override
    public void rejected(String load, String file, String reason) {
        tell(listener -> listener.rejected(load, file, reason));
    }

    private void tell(Consumer<RunListener> event) {
        listeners.forEach(event);
    }
}
