package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.SourceShape;
import io.drover.batch.Transformed;
import io.drover.batch.Violation;
import io.drover.run.Bundle;
import io.drover.run.Gathered;
import io.drover.run.Gathering;
import io.drover.run.Run;
import io.drover.schema.Promises;
import io.drover.source.Claim;
import io.drover.source.PlainCsv;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of routes/gather-files.camel.yaml and routes/deliver-together.camel.yaml. */
public final class GatherFiles {
    /** Set to true: this file waits for no other. */
    public static final String NOW = "gatherNow";

    static final String BUNDLE = "bundle";

    private static final Logger LOG = LoggerFactory.getLogger(GatherFiles.class);
    private static final String FILE = "gathered";
    private static final String KEY = "gatherKey";

    private final Gathering gathering;
    private final GatheredRuns runs;
    private final Company company;
    private final TransformRecord transformRecord;
    private final KnownSchemas schemas = new KnownSchemas();

    /**
     * @param company brings files together
     * @param transformRecord what users do to single records
     */
    public GatherFiles(Gathering gathering, GatheredRuns runs, Company company, TransformRecord transformRecord) {
        this.gathering = gathering;
        this.runs = runs;
        this.company = company;
        this.transformRecord = transformRecord;
    }

    /**
     * Opens the run of a file that has to travel with others, and leaves its records as text; any other claim is left
     * as it is. Waits while too many batches are under way.
     */
    public void open(Exchange exchange) throws IOException, InterruptedException {
        Claim claim = Bodies.of(exchange, Claim.class);
        if (!RunFile.told("File can't be read", claim.run(), () -> gathering.takes(claim))) {
            return;
        }
        if (!gathering.hasCompany(claim) && !runs.awaitRoom(claim)) {
            // Stopping: the claim is what the next start finds.
            exchange.setRouteStop(true);
            return;
        }
        Optional<Gathered> file = RunFile.told("Run can't be opened", claim.run(), () -> gathering.open(claim));
        if (file.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        Run run = file.get().run();
        runs.add(run);
        exchange.setProperty(RunFile.RUN, run);
        exchange.setProperty(FILE, file.get());
        exchange.setProperty(Exchange.CHARSET_NAME, "UTF-8");
        exchange.getMessage().setBody(text(file.get()));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                if (done.getProperty(KEY) == null || done.getException() != null) {
                    giveUp(done, run);
                }
            }
        });
    }

    /** CSV is read as CSV, unless its records have got another shape already. */
    private static Object text(Gathered file) {
        return isPlain(file) && file.run().reader().shape() instanceof SourceShape.Csv csv
                ? PlainCsv.of(csv, file.batch())
                : file.batch().arrayBody();
    }

    private static boolean isPlain(Gathered file) {
        return file.run().load().shaping().schema().isEmpty();
    }

    /** A step between opening and gathering failed. */
    private void giveUp(Exchange exchange, Run run) {
        Exception cause = exchange.getException();
        if (cause != null) {
            run.breakOff("a step of gather-files failed: " + cause);
        }
        runs.abandon(run);
    }

    /** Whether the body is the text of a CSV file. */
    public boolean isCsv(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof String;
    }

    /** Whether the body is a JSON array of records. */
    public boolean isJson(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof byte[];
    }

    /** Makes the maps what is sent of the file, and decides which files it travels with. */
    public void take(Exchange exchange) throws IOException {
        Gathered file = exchange.getProperty(FILE, Gathered.class);
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof List<?> maps) || maps.size() != file.batch().size()) {
            throw new IOException(
                    "file " + file.run().claim().file() + " was read as other records than those it has; a"
                            + " step in routes/gather-files.camel.yaml changed their number. To leave one out set it to null");
        }
        exchange.getMessage().setBody(written(file, new ArrayList<>(maps)));
        transformRecord.batch(exchange);
        if (exchange.isRouteStop()) {
            return;
        }
        Gathered taken = file.with(Bodies.of(exchange, Batch.class));
        exchange.setProperty(KEY, company.key(taken));
        exchange.getMessage().setBody(gathering.bundle(taken));
    }

    private Batch written(Gathered file, List<?> maps) {
        Batch batch = file.batch();
        Optional<Promises> promises = schemas.promises(file.run().load());
        return batch.transformed(index -> {
            if (!(maps.get(index) instanceof Map<?, ?> map) || map.isEmpty()) {
                return new Transformed.Filtered();
            }
            String object = RecordMaps.json(map);
            List<Violation> broken = promises.isEmpty() || object.equals(batch.json(index))
                    ? List.of()
                    : promises.get().broken(object, "gather-files");
            return broken.isEmpty() ? new Transformed.Json(object) : new Transformed.Refused(broken);
        });
    }

    /** Files with the same key travel together. */
    public String key(Exchange exchange) {
        return exchange.getProperty(KEY, String.class);
    }

    /** The batch of all files, once there is a place in flight for it and the journal knows it. Never throws. */
    public List<Batch> batches(Exchange exchange) {
        Bundle bundle = Bodies.of(exchange, Bundle.class);
        exchange.setProperty(BUNDLE, bundle);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                runs.ended(bundle);
            }
        });
        bundle.takeOutHalted().forEach(runs::abandon);
        if (bundle.isHalted() || !bundle.lead().destination().enter(bundle::isHalted)) {
            bundle.leavePending();
            return List.of();
        }
        try {
            Batch batch = bundle.seal();
            // Which one leads is known only now.
            exchange.setProperty(RunFile.RUN, bundle.lead());
            return List.of(batch);
        } catch (RuntimeException e) {
            bundle.breakOff("its batch can't be made: " + e.getMessage());
            bundle.lead().destination().leave();
            LOG.error(
                    "Files can't be sent together. run={} reason=\"{}\"",
                    bundle.lead().id(),
                    e.getMessage());
            return List.of();
        }
    }

    /** The runs of all files, each to be ended. */
    public List<Run> runs(Exchange exchange) {
        Bundle bundle = exchange.getProperty(BUNDLE, Bundle.class);
        bundle.end();
        runs.ending(bundle);
        return bundle.runs();
    }
}
