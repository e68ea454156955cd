package io.drover.cli;

import io.drover.delivery.GateState;
import io.drover.run.Run;
import io.drover.run.RunTally;

/**
 * How far a run is at one moment.
 *
 * @param perSecond records settled a second, lately
 */
record Progress(String file, RunTally.Reading reading, double perSecond, GateState gate) {
    static Progress of(Run run, double perSecond) {
        return new Progress(
                run.claim().name(),
                run.tally().reading(),
                perSecond,
                run.destination().gate().state());
    }

    long done() {
        return reading.settled().records();
    }

    /** From 0 to 1. */
    double share() {
        return reading.total() == 0 ? 0 : Math.min(1, (double) done() / reading.total());
    }
}
