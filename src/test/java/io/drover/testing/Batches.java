package io.drover.testing;

import io.drover.batch.Batch;
import io.drover.batch.Batcher;
import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Batches for tests, from the JSON of their records. */
public final class Batches {
    private Batches() {}

    /** Batch 1 of the run {@code run}. */
    public static Batch of(String... jsonObjects) {
        try (Objects records = new Objects(List.of(jsonObjects))) {
            return new Batcher("run", records, jsonObjects.length, Integer.MAX_VALUE)
                    .next()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Objects implements RecordReader {
        private final List<String> objects;
        private int at;

        Objects(List<String> objects) {
            this.objects = objects;
        }

        @Override
        public SourceShape shape() {
            return new SourceShape.Json();
        }

        @Override
        public boolean next() {
            return at++ < objects.size();
        }

        @Override
        public long ordinal() {
            return at;
        }

        @Override
        public long line() {
            return at;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public void appendSource(Bytes to) {
            to.append(objects.get(at - 1));
        }

        @Override
        public void appendJson(Bytes to) {
            to.append(objects.get(at - 1));
        }

        @Override
        public Cells cells(List<String> columns) {
            return Cells.NONE;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
