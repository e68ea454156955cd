package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.ErrorClass;
import io.drover.batch.Tally;
import io.drover.result.Summary;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs as log lines: one at the start and one at the end, a warning for each batch given up, the rest at DEBUG. */
public final class RunLog implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger("drover.run");

    /** Connection to the reason it was last said to be paused for. */
    private final Map<String, String> paused = new ConcurrentHashMap<>();

    @Override
    public void started(Run run) {
        LOG.info(
                "Run started. run={} load={} connection={} file={} bytes={}",
                run.id(),
                run.load().name(),
                run.destination().connection(),
                run.claim().name(),
                run.claim().size());
    }

    @Override
    public void attempted(Run run, BatchId batch, int status, Duration took) {
        LOG.debug("Batch was sent. batch={} status={} ms={}", batch, status, took.toMillis());
    }

    @Override
    public void retried(Run run, BatchId batch, String reason) {
        LOG.debug("Batch will be retried. batch={} reason=\"{}\"", batch, reason);
    }

    @Override
    public void yielded(Run run, BatchId batch, String reason, Duration delay) {
        LOG.debug("Batch yields. batch={} reason=\"{}\" seconds={}", batch, reason, delay.toMillis() / 1000.0);
    }

    /** Once per outage and reason, not at every probe. */
    @Override
    public void paused(Run run, String reason) {
        if (reason.equals(paused.put(run.destination().connection(), reason))) {
            return;
        }
        LOG.warn(
                "Connection is paused, its records wait. connection={} run={} reason=\"{}\"",
                run.destination().connection(),
                run.id(),
                reason);
    }

    @Override
    public void settled(Run run, BatchId batch, Tally tally) {
        if (!paused.isEmpty() && paused.remove(run.destination().connection()) != null) {
            LOG.info("Connection goes on. connection={}", run.destination().connection());
        }
        long neverSent = tally.failedByClass().getOrDefault(ErrorClass.PARSE, 0L)
                + tally.failedByClass().getOrDefault(ErrorClass.SCHEMA, 0L);
        long refused = tally.failed() - neverSent;
        if (tally.succeeded() == 0 && refused > 0) {
            LOG.warn("Batch failed. batch={} failed={} by_class={}", batch, tally.failed(), tally.failedByClass());
        }
    }

    @Override
    public void ended(Run run, Summary summary) {
        LOG.info(
                "Run finished. run={} file={} records={} succeeded={} failed={} batches={} requests={} seconds={}",
                summary.run(),
                summary.file(),
                summary.tally().records(),
                summary.tally().succeeded(),
                summary.tally().failed(),
                summary.tally().batches(),
                summary.tally().requests(),
                Duration.between(summary.startedAt(), summary.endedAt()).toMillis() / 1000.0);
    }

    @Override
    public void suspended(Run run, String reason) {
        LOG.warn(
                "Run stopped with records pending; the next start goes on with it. run={} reason=\"{}\"",
                run.id(),
                reason);
    }

    @Override
    public void rejected(String load, String file, String reason) {
        LOG.warn("File was rejected. load={} file={} reason=\"{}\"", load, file, reason);
    }
}
