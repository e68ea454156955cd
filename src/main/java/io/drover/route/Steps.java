package io.drover.route;

import io.drover.run.Runs;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.support.ExpressionAdapter;

/**
 * What the routes call, by the names they call it: a step ({@code process}) as a processor, a question or a list of
 * parts ({@code ref}) as a predicate or an expression, none of which costs reflection per batch; what is asked rarely
 * ({@code method}) by its bean.
 */
public final class Steps {
    private final BiConsumer<String, Object> registry;

    /** Binds into a registry by name. */
    public Steps(BiConsumer<String, Object> registry) {
        this.registry = registry;
    }

    /** Everything from an opened run to its settled batches; the pick-up of files is {@link #pickUp}. */
    public void run(Runs runs, TransformRecord transformRecord, Attempt attempt) {
        RunFile runFile = new RunFile(runs);
        DeliverBatch deliverBatch = new DeliverBatch();
        SplitResponse splitResponse = new SplitResponse();
        step("runFile.open", runFile::open);
        step("runFile.close", runFile::close);
        parts("runFile.lanes", runFile::lanes);
        question("transformRecord.isUsed", transformRecord::isUsed);
        step("transformRecord.batch", transformRecord::batch);
        step("deliverBatch.begin", deliverBatch::begin);
        question("deliverBatch.isToSend", deliverBatch::isToSend);
        question("deliverBatch.isHalved", deliverBatch::isHalved);
        parts("deliverBatch.halves", deliverBatch::halves);
        question("deliverBatch.isAnswered", deliverBatch::isAnswered);
        question("deliverBatch.hasRests", deliverBatch::hasRests);
        parts("deliverBatch.rests", deliverBatch::rests);
        step("deliverBatch.leavePending", deliverBatch::leavePending);
        step("deliverBatch.breakRun", deliverBatch::breakRun);
        step("attempt.prepare", attempt::prepare);
        question("attempt.isOpenToUsers", attempt::isOpenToUsers);
        step("attempt.seal", attempt::seal);
        step("attempt.unanswered", attempt::unanswered);
        step("attempt.judge", attempt::judge);
        registry.accept("redelivery", new Redelivery());
        step("splitResponse.read", splitResponse::read);
        question("splitResponse.isMixed", splitResponse::isMixed);
        parts("splitResponse.parts", splitResponse::parts);
        question("splitResponse.isSuccess", splitResponse::isSuccess);
        step("splitResponse.toOneFile", splitResponse::toOneFile);
        step("splitResponse.toSuccessFile", splitResponse::toSuccessFile);
        step("splitResponse.toErrorFile", splitResponse::toErrorFile);
        step("splitResponse.settle", splitResponse::settle);
        registry.accept("keepInput", new KeepInput());
        // For users' own steps.
        registry.accept("recordJson", RecordMaps.NUMBERS_WHOLE);
        registry.accept("hmac", new Hmac());
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

    private void question(String name, Predicate question) {
        registry.accept(name, question);
    }

    private void parts(String name, Function<Exchange, ?> parts) {
        registry.accept(name, new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return parts.apply(exchange);
            }
        });
    }

    private void step(String name, Processor step) {
        registry.accept(name, step);
    }
}
