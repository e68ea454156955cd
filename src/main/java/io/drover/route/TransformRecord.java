package io.drover.route;

import io.drover.batch.Batch;
import io.drover.batch.SourceShape;
import io.drover.batch.Transformed;
import io.drover.batch.Violation;
import io.drover.load.Load;
import io.drover.run.Run;
import io.drover.schema.Promises;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each record of a batch to routes/transform-record.camel.yaml. Batches are cut before, so what a batch accounts
 * for never depends on a user's steps.
 */
public final class TransformRecord {
    /** The route's id. */
    public static final String ID = "transform-record";

    private static final Logger LOG = LoggerFactory.getLogger(TransformRecord.class);
    private static final String DOOR = "direct:" + ID;
    private static final Transformed FILTERED = new Transformed.Filtered();

    private final boolean used;
    private final Supplier<ProducerTemplate> templates;
    private final KnownSchemas schemas = new KnownSchemas();

    /**
     * @param used whether the route is the user's own; the jar's does nothing and is not called
     * @param templates asked when the first record is transformed
     */
    public TransformRecord(boolean used, Supplier<ProducerTemplate> templates) {
        this.used = used;
        this.templates = templates;
    }

    /** Whether records are to be handed to the route at all. */
    public boolean isUsed(Exchange exchange) {
        return used;
    }

    /** Replaces the batch by the transformed one. Never throws: a batch that got lost here would look like a settled one. */
    public void batch(Exchange exchange) {
        if (!used) {
            return;
        }
        Run run = RunFile.run(exchange);
        try {
            Batch batch = Bodies.of(exchange, Batch.class);
            Batch transformed = transformed(run, batch);
            exchange.getMessage().setBody(transformed);
            if (run.destination().isStopped() || run.exceedsSchemaErrors(batch, transformed)) {
                // A step that failed because routes are ending says nothing about its record.
                run.leavePending();
                exchange.setRouteStop(true);
            }
        } catch (Exception e) {
            run.breakOff("transform-record can't be called: " + e.getMessage());
            LOG.error("Batch could not be transformed. run={}", run.id(), e);
            exchange.setRouteStop(true);
        }
    }

    /**
     * What the user's steps make of a batch that no run has, and that is not sent: the property {@code run} tells only
     * an id.
     *
     * @param run in place of a run's
     */
    public Batch rehearsed(Batch batch, SourceShape shape, Load load, NoRun run) {
        return transformed(batch, load, handedOver(load, shape), () -> false, record -> {
            record.setProperty(RunFile.RUN, run);
            record.setProperty("load", load.name());
        });
    }

    /** A group or an object of a schema is handed over as it would be sent, a CSV record as it stands in its file. */
    private static SourceShape handedOver(Load load, SourceShape source) {
        boolean asRead = load.shaping().grouping().groupBy().isEmpty()
                && load.shaping().schema().isEmpty();
        return asRead ? source : new SourceShape.Json();
    }

    /** What {@code ${exchangeProperty.run.id}} finds where there is no run. */
    public record NoRun(String id) {}

    private Batch transformed(Run run, Batch batch) {
        return transformed(
                batch,
                run.load(),
                handedOver(run.load(), run.reader().shape()),
                run.destination()::isStopped,
                record -> {
                    record.setProperty(RunFile.RUN, run);
                    record.setProperty("load", run.load().name());
                });
    }

    private Batch transformed(
            Batch batch, Load load, SourceShape shape, BooleanSupplier stopped, Consumer<Exchange> properties) {
        CamelContext camel = templates.get().getCamelContext();
        Endpoint door = camel.getEndpoint(DOOR);
        Optional<Promises> promises = schemas.promises(load);
        try (RecordMaps maps = new RecordMaps(shape, camel)) {
            return batch.transformed(index -> {
                if (stopped.getAsBoolean()) {
                    return FILTERED;
                }
                Exchange record = door.createExchange();
                properties.accept(record);
                record.setProperty("record", batch.ordinal(batch.firstRecord(index)));
                record.setProperty("line", batch.line(batch.firstRecord(index)));
                return kept(promises, transformed(record, maps, batch, index));
            });
        }
    }

    /** What a schema promised of the record still has to hold. */
    private static Transformed kept(Optional<Promises> promises, Transformed made) {
        if (promises.isEmpty() || !(made instanceof Transformed.Json json)) {
            return made;
        }
        List<Violation> broken = promises.get().broken(json.text(), ID);
        return broken.isEmpty() ? made : new Transformed.Refused(broken);
    }

    private Transformed transformed(Exchange record, RecordMaps maps, Batch batch, int index) {
        try {
            record.getMessage().setBody(maps.read(record, batch, index));
            templates.get().send(record.getFromEndpoint(), record);
            if (record.getException() != null) {
                return failed(record.getException());
            }
            Object left = record.getMessage().getBody();
            if (left == null) {
                return FILTERED;
            }
            Optional<Map<?, ?>> fields = maps.fields(record, left);
            if (fields.isPresent()) {
                return fields.get().isEmpty() ? FILTERED : new Transformed.Json(maps.write(record, fields.get()));
            }
            return new Transformed.Failed(ID
                    + " failed: the body it leaves must be a map, a JSON object as text, or null"
                    + " to leave the record out, but was a " + left.getClass().getName() + "; correct routes/" + ID
                    + ".camel.yaml");
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** The message of an exception may hold what stands in the record, its type does not. */
    private static Transformed failed(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return new Transformed.Failed(
                ID + " failed: " + cause.getClass().getName() + "; correct the record or routes/" + ID + ".camel.yaml");
    }
}
