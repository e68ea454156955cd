package io.drover.route;

import io.drover.load.AcrossFiles;
import io.drover.run.Bundle;
import io.drover.run.Gathered;
import io.drover.run.Gathering;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.AggregateController;

/**
 * Which files travel together: the strategy of the Aggregate in routes/gather-files.camel.yaml. Its groups are in memory
 * only; what must survive a crash is in processing/ and in the journal.
 *
 * <p>A file that does not fit into the group of its kind completes that group and begins the next one.
 */
public final class Company implements AggregationStrategy {
    private static final String SINCE = "gatheringSince";
    /** How long the files of a recorded batch are waited for after the last one came. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Gathering gathering;
    private final GatheredRuns runs;
    private final AggregateController groups;
    private final LongSupplier nanoTime;
    private final AtomicLong numbers = new AtomicLong();
    /** The group that files of a kind go to at the moment. */
    private final Map<String, Group> open = new ConcurrentHashMap<>();

    /** Completes groups through the controller of the Aggregate. */
    public Company(Gathering gathering, GatheredRuns runs, AggregateController groups, LongSupplier nanoTime) {
        this.gathering = gathering;
        this.runs = runs;
        this.groups = groups;
        this.nanoTime = nanoTime;
    }

    /** The key of the group that the file goes to. */
    String key(Gathered file) {
        if (!file.company().isEmpty()) {
            return file.company().get(0);
        }
        String[] full = new String[1];
        Group group = open.compute(gathering.kind(file), (kind, before) -> {
            if (before != null && before.bundle().hasRoomFor(file)) {
                before.bundle().add(gathering.bundle(file));
                return before;
            }
            full[0] = before == null ? "" : before.key();
            return new Group(file.run().load().name() + "-" + numbers.incrementAndGet(), gathering.bundle(file));
        });
        if (full[0] != null && !full[0].isEmpty()) {
            groups.forceCompletionOfGroup(full[0]);
        }
        return group.key();
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange file) {
        if (before == null) {
            file.setProperty(SINCE, nanoTime.getAsLong());
            return file;
        }
        Bundle bundle = Bodies.of(before, Bundle.class);
        bundle.add(Bodies.of(file, Bundle.class));
        file.setProperty(SINCE, before.getProperty(SINCE));
        file.getMessage().setBody(bundle);
        return file;
    }

    /** Whether the group is to be sent at once. */
    public boolean isComplete(Exchange exchange) {
        return exchange.getProperty(GatherFiles.NOW, false, Boolean.class)
                || Bodies.of(exchange, Bundle.class).isFull();
    }

    /** Milliseconds until the group is sent as it is. */
    public long millisLeft(Exchange exchange) {
        Bundle bundle = Bodies.of(exchange, Bundle.class);
        if (bundle.isRecorded()) {
            return LONGEST_WAIT.toMillis();
        }
        AcrossFiles across = bundle.lead().load().shaping().acrossFiles();
        long waited = nanoTime.getAsLong() - exchange.getProperty(SINCE, Long.class);
        return Math.max(1, across.completionTime().minusNanos(waited).toMillis());
    }

    @Override
    public void onCompletion(Exchange exchange) {
        String key = Optional.ofNullable(exchange.getProperty(Exchange.AGGREGATED_CORRELATION_KEY, String.class))
                .orElse("");
        open.values().removeIf(group -> group.key().equals(key));
        runs.underWay(Bodies.of(exchange, Bundle.class));
    }

    /** What is known of a group before Camel has it: who comes in is decided before. */
    private record Group(String key, Bundle bundle) {}
}
