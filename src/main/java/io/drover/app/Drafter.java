package io.drover.app;

import io.drover.batch.Batch;
import io.drover.batch.Batcher;
import io.drover.batch.Bytes;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.connection.Connection;
import io.drover.management.Drafting;
import io.drover.management.Refusal;
import io.drover.response.PathEngine;
import io.drover.response.ResponseReading;
import io.drover.response.ResponseSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of drafts what a run would make of them. */
final class Drafter implements Drafting {
    private static final int LARGEST = 16 << 20;

    private final LiveDefinitions definitions;
    private volatile PathEngine paths = expression -> {
        throw Refusal.conflict("No Drover runs here: start 'drover run'");
    };

    Drafter(LiveDefinitions definitions) {
        this.definitions = definitions;
    }

    /** From now on paths can be read. */
    void begin(PathEngine engine) {
        paths = engine;
    }

    @Override
    public Connection connection(Optional<String> base, Map<String, String> fields) {
        return definitions.draft(base, fields);
    }

    @Override
    public ResponseSplit split(ResponseReading reading) {
        try {
            return new ResponseSplit(reading, paths);
        } catch (IllegalArgumentException e) {
            throw Refusal.field("response_split_path", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Batch batch(List<String> records) {
        try {
            return new Batcher("DRAFT", new Objects(records), records.size(), LARGEST)
                    .next()
                    .orElseThrow(() -> new IllegalArgumentException("a batch needs at least one record"));
        } catch (IOException e) {
            throw new UncheckedIOException("records in memory can't be read", e);
        }
    }

    /** JSON objects in memory, read as a source is. */
    private static final class Objects implements RecordReader {
        private final List<String> objects;
        private int at = -1;

        Objects(List<String> objects) {
            this.objects = objects;
        }

        @Override
        public SourceShape shape() {
            return new SourceShape.Json();
        }

        @Override
        public boolean next() {
            return ++at < objects.size();
        }

        @Override
        public long ordinal() {
            return at + 1L;
        }

        @Override
        public long line() {
            return at + 1L;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public void appendSource(Bytes to) {
            to.append(objects.get(at));
        }

        @Override
        public void appendJson(Bytes to) {
            to.append(objects.get(at));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
