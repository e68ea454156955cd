package io.drover.route;

import io.drover.run.Runs;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.camel.Processor;
import org.apache.camel.processor.aggregate.AggregateController;

/**
 * What the routes call, by the names they call it: a step ({@code process}) as a processor, which costs no reflection
 * per batch, and an expression ({@code method}) by its bean.
 */
public final class Steps {
    private final BiConsumer<String, Object> registry;

    /** Binds into a registry by name. */
    public Steps(BiConsumer<String, Object> registry) {
        this.registry = registry;
    }

    /** Everything from an opened run to its settled batches; the pick-up of files is {@link #pickUp}. */
    public void run(Runs runs, TransformRecord transformRecord, Clock clock, LongSupplier nanoTime) {
        RunFile runFile = new RunFile(runs);
        DeliverBatch deliverBatch = new DeliverBatch();
        Attempt attempt = new Attempt(clock, nanoTime);
        SplitResponse splitResponse = new SplitResponse();
        registry.accept("runFile", runFile);
        step("runFile.open", runFile::open);
        step("runFile.close", runFile::close);
        step("transformRecord.batch", transformRecord::batch);
        registry.accept("deliverBatch", deliverBatch);
        step("deliverBatch.begin", deliverBatch::begin);
        step("deliverBatch.leavePending", deliverBatch::leavePending);
        step("deliverBatch.breakRun", deliverBatch::breakRun);
        step("attempt.prepare", attempt::prepare);
        step("attempt.seal", attempt::seal);
        step("attempt.unanswered", attempt::unanswered);
        step("attempt.judge", attempt::judge);
        registry.accept("redelivery", new Redelivery());
        registry.accept("splitResponse", splitResponse);
        step("splitResponse.toSuccessFile", splitResponse::toSuccessFile);
        step("splitResponse.toErrorFile", splitResponse::toErrorFile);
        step("splitResponse.settle", splitResponse::settle);
        registry.accept("keepInput", new KeepInput());
    }

    /** Files whose records travel together. */
    public void gather(GatherFiles gatherFiles, Company company, AggregateController groups) {
        registry.accept("gatherFiles", gatherFiles);
        step("gatherFiles.open", gatherFiles::open);
        step("gatherFiles.take", gatherFiles::take);
        registry.accept("recordMapper", RecordMaps.NUMBERS_WHOLE);
        registry.accept("company", company);
        registry.accept("companyGroups", groups);
    }

    /** Taking files and going on with those taken earlier. */
    public void pickUp(PickUp pickUp) {
        registry.accept("pickUp", pickUp);
        step("pickUp.claim", pickUp::claim);
    }

    private void step(String name, Processor step) {
        registry.accept(name, step);
    }
}
