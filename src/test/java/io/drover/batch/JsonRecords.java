package io.drover.batch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Records for tests, written as JSON objects; a text that is not an object is a record that can't be read. */
public final class JsonRecords implements RecordReader {
    private final List<String> records;
    private int at = -1;

    public JsonRecords(List<String> records) {
        this.records = List.copyOf(records);
    }

    /** A batch of these records. */
    public static Batch batch(List<String> records) {
        try {
            return new Batcher("run-1", new JsonRecords(records), Math.max(1, records.size()), Integer.MAX_VALUE)
                    .next()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static Batch batch(String... records) {
        return batch(List.of(records));
    }

    @Override
    public SourceShape shape() {
        return new SourceShape.Json();
    }

    @Override
    public boolean next() {
        return ++at < records.size();
    }

    @Override
    public long ordinal() {
        return at + 1L;
    }

    @Override
    public long line() {
        return 2L * at + 1; // each record stands on a line of its own, a blank line after it
    }

    @Override
    public Optional<String> problem() {
        return record().startsWith("{") ? Optional.empty() : Optional.of("not an object");
    }

    @Override
    public void appendSource(Bytes to) {
        String text = record();
        to.append(text.endsWith("}") ? text.substring(0, text.length() - 1) + "," : text);
    }

    @Override
    public void appendJson(Bytes to) {
        to.append(record());
    }

    @Override
    public Cells cells(List<String> columns) {
        return Cells.NONE;
    }

    @Override
    public void close() {}

    private String record() {
        return records.get(at);
    }
}
