package io.drover.route;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Gives a batch's place in flight back and keeps the exchange that was split. Never the child's: a child whose failure
 * was handled would carry that mark over, and Camel would skip the rest of run-file without a word.
 */
public final class KeepInput implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange) {
        throw new IllegalStateException("Split calls the form with the input exchange");
    }

    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange, Exchange inputExchange) {
        RunFile.run(inputExchange).destination().leave();
        return inputExchange;
    }
}
