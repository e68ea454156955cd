package io.drover.metrics;

import io.drover.delivery.Destination;
import io.drover.delivery.GateState;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Up while every run can be recorded. A destination that is down or asks for a pause shows in the details only: it is
 * not this process that has to be restarted for it.
 */
public final class DroverHealth extends AbstractHealthCheck {
    private final Supplier<Collection<Destination>> destinations;
    private final BrokenRuns broken;

    public DroverHealth(Supplier<Collection<Destination>> destinations, BrokenRuns broken) {
        super("drover", "drover");
        this.destinations = destinations;
        this.broken = broken;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        for (Destination destination : destinations.get()) {
            builder.detail(
                    "connection." + destination.connection(),
                    word(destination.gate().state()));
        }
        Map<String, String> reasons = broken.reasons();
        reasons.forEach((run, reason) -> builder.detail("run." + run, reason));
        if (reasons.isEmpty()) {
            builder.up();
        } else {
            builder.message("runs stopped with records pending; mend the cause and start again")
                    .down();
        }
    }

    private static String word(GateState state) {
        if (state instanceof GateState.Paused paused) {
            return "paused for " + paused.remaining().toSeconds() + " s";
        }
        return state instanceof GateState.Down down ? "down: " + down.reason() : "open";
    }
}
