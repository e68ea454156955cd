package io.drover.cli;

import io.drover.batch.Batch;
import io.drover.batch.RecordReader;
import io.drover.plan.Planner;

/** The user's own transform-record at work on records that are not sent. */
public interface Rehearsal extends Planner.Transform, AutoCloseable {
    @Override
    Batch of(Batch batch, RecordReader reader);

    @Override
    void close();
}
