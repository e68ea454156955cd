package io.drover.result;

import io.drover.batch.Batch;
import io.drover.batch.Batcher;
import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches of records whose source text is given; a text that starts with {@code BAD} can't be read. */
public final class CsvBatches {
    private CsvBatches() {}

    public static SourceShape.Csv shape(Charset charset) {
        return new SourceShape.Csv(List.of("id", "name"), "id,name", ',', charset, "\n");
    }

    public static List<Batch> of(String run, SourceShape shape, int groupingLimit, List<String> texts) {
        Batcher batcher = new Batcher(run, new Texts(shape, texts), groupingLimit, 1 << 20);
        List<Batch> batches = new ArrayList<>();
        try {
            for (Optional<Batch> next = batcher.next(); next.isPresent(); next = batcher.next()) {
                batches.add(next.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    private static final class Texts implements RecordReader {
        private final SourceShape shape;
        private final List<String> texts;
        private int at = -1;

        Texts(SourceShape shape, List<String> texts) {
            this.shape = shape;
            this.texts = texts;
        }

        @Override
        public SourceShape shape() {
            return shape;
        }

        @Override
        public boolean next() {
            return ++at < texts.size();
        }

        @Override
        public long ordinal() {
            return at + 1L;
        }

        @Override
        public long line() {
            return at + 2L;
        }

        @Override
        public Optional<String> problem() {
            return texts.get(at).startsWith("BAD") ? Optional.of("has 1 cell, not 2") : Optional.empty();
        }

        @Override
        public void appendSource(Bytes to) {
            to.append(texts.get(at).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void appendJson(Bytes to) {
            to.append("{}");
        }

        @Override
        public Cells cells(List<String> columns) {
            return Cells.NONE;
        }

        @Override
        public void close() {}
    }
}
