package io.drover.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Tally;
import io.drover.delivery.GateState;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunTally;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a run as JSON Lines for machines: {@code started}, {@code progress} and how it ended. */
final class JsonEvents implements RunListener, Ticker.Ticking {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter out;
    private @Nullable Run run;

    JsonEvents(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void started(Run started) {
        run = started;
        print(event("started")
                .put("run", started.id())
                .put("load", started.load().name())
                .put("connection", started.destination().connection())
                .put("file", started.claim().name())
                .put("bytes", started.claim().size()));
    }

    @Override
    public synchronized void tick() {
        if (run != null) {
            progress(run);
        }
    }

    @Override
    public synchronized void ended(Run over, Summary summary) {
        progress(over);
        run = null;
    }

    @Override
    public synchronized void suspended(Run stopped, String reason) {
        progress(stopped);
        run = null;
        print(event("suspended").put("run", stopped.id()).put("reason", reason));
    }

    @Override
    public synchronized void rejected(String load, String file, String reason) {
        print(event("rejected").put("load", load).put("file", file).put("reason", reason));
    }

    /** The last event of a run that ended: everything that stands in its summary file. */
    synchronized void summary(Summary summary) {
        ObjectNode event = event("summary");
        event.setAll((ObjectNode) JSON.valueToTree(summary.toMap()));
        print(event);
    }

    private void progress(Run of) {
        RunTally.Reading reading = of.tally().reading();
        Tally settled = reading.settled();
        ObjectNode event = event("progress")
                .put("run", of.id())
                .put("records", settled.records())
                .put("records_total", reading.total())
                .put("records_total_exact", reading.exact())
                .put("succeeded", settled.succeeded())
                .put("failed", settled.failed())
                .put("requests", reading.requests())
                .put("retries", reading.retries())
                .put("yields", reading.yields())
                .put("in_flight", reading.inFlight());
        GateState gate = of.destination().gate().state();
        event.put("gate", gate.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (gate instanceof GateState.Paused paused) {
            event.put("wait_seconds", paused.remaining().toMillis() / 1000.0);
        } else if (gate instanceof GateState.Down down) {
            event.put("wait_seconds", down.nextProbe().toMillis() / 1000.0).put("reason", down.reason());
        }
        print(event);
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private void print(ObjectNode event) {
        out.println(event);
        out.flush();
    }
}
