package io.drover.route;

import io.drover.batch.Batch;
import io.drover.result.Summary;
import io.drover.run.DiskTrouble;
import io.drover.run.Run;
import io.drover.run.Runs;
import io.drover.source.Claim;
import io.drover.source.StoppedSortingException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of routes/run-file.camel.yaml. */
public final class RunFile {
    static final String RUN = "run";

    private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);

    private final Runs runs;

    public RunFile(Runs runs) {
        this.runs = runs;
    }

    static Run run(Exchange exchange) {
        Run run = exchange.getProperty(RUN, Run.class);
        if (run == null) {
            throw new IllegalStateException("the property '" + RUN + "' is gone: a step in routes/ removed it."
                    + " Routes may add properties, but must leave 'run' and 'delivery' as they are");
        }
        return run;
    }

    /** Opens the run of a claimed file; a file that is refused goes no further. */
    public void open(Exchange exchange) throws IOException {
        Claim claim = Bodies.of(exchange, Claim.class);
        Optional<Run> run = told("Run can't be opened", claim.run(), () -> opened(claim));
        if (run.isPresent()) {
            exchange.setProperty(RUN, run.get());
        } else {
            exchange.setRouteStop(true);
        }
    }

    private Optional<Run> opened(Claim claim) throws IOException {
        try {
            return runs.open(claim);
        } catch (StoppedSortingException e) {
            LOG.info("File waits for the next start. run={} reason=\"{}\"", claim.run(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The run's lanes; all of them take their batches off the same file. */
    public List<Iterator<Batch>> lanes(Exchange exchange) {
        return run(exchange).lanes();
    }

    /** Publishes the results; a run with records pending goes no further and stays for the next start. */
    public void close(Exchange exchange) throws IOException {
        // Of files that were sent together each comes with its own run as the body.
        if (exchange.getMessage().getBody() instanceof Run own) {
            exchange.setProperty(RUN, own);
        }
        Run run = run(exchange);
        Optional<Summary> summary = told("Results can't be published", run.id(), () -> runs.close(run));
        if (summary.isPresent()) {
            exchange.getMessage().setBody(summary.get().toMap());
        } else {
            exchange.setRouteStop(true);
        }
    }

    /**
     * One line for people; the exception goes on to whoever started the file. A disk may be well again before the next
     * start: who tries it says when.
     */
    static <T> T told(String what, String run, Step<T> step) throws IOException {
        try {
            return step.go();
        } catch (IOException | RuntimeException e) {
            String waits = DiskTrouble.isBehind(e) ? "" : "; its file waits for the next start";
            LOG.error("{}{}. run={} reason=\"{}\"", what, waits, run, e.getMessage());
            throw e;
        }
    }

    /** A step that may meet a file that fails. */
    interface Step<T> {
        T go() throws IOException;
    }
}
