package io.drover.app;

import io.drover.batch.Batch;
import io.drover.batch.RecordReader;
import io.drover.cli.Rehearsal;
import io.drover.config.Settings;
import io.drover.load.Load;
import io.drover.route.TransformRecord;
import java.nio.file.Path;
import java.util.List;

/** Camel with the user's routes in a scratch home; only routes that are called begin to work, none that fetches. */
final class TransformRehearsal implements Rehearsal {
    private static final TransformRecord.NoRun RUN = new TransformRecord.NoRun("PLAN");

    private final Path scratch;
    private final Workplace workplace;
    private final CamelEngine engine;
    private final TransformRecord transform;
    private final Load load;

    private TransformRehearsal(Path scratch, Workplace workplace, CamelEngine engine, Load load) {
        this.scratch = scratch;
        this.workplace = workplace;
        this.engine = engine;
        this.transform = workplace.transformRecord();
        this.load = load;
    }

    /** @throws StartException when the routes can't be used */
    static TransformRehearsal start(Settings settings, Path directory, Load load) {
        Path scratch = Scratch.create();
        try {
            Workplace workplace = Workplace.open(settings.in(scratch, List.of()), directory, List.of());
            CamelEngine engine = workplace.engine(Watched.NOTHING);
            TransformRehearsal rehearsal = new TransformRehearsal(scratch, workplace, engine, load);
            try {
                engine.startCalledRoutes(workplace.catalog().senders());
                return rehearsal;
            } catch (RuntimeException e) {
                rehearsal.close();
                throw e;
            }
        } catch (StartException e) {
            Scratch.delete(scratch);
            throw e;
        }
    }

    @Override
    public Batch of(Batch batch, RecordReader reader) {
        return transform.rehearsed(batch, reader.shape(), load, RUN);
    }

    @Override
    public void close() {
        engine.stop();
        workplace.close();
        Scratch.delete(scratch);
    }
}
