package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import java.util.List;
import java.util.Optional;

/** What all readers of JSON sources say of the record they stand at. */
abstract class JsonRecordReader implements RecordReader {
    final JsonRecord record;
    long ordinal;
    long line;

    JsonRecordReader(int recordLimit) {
        this.record = new JsonRecord(recordLimit);
    }

    @Override
    public SourceShape shape() {
        return new SourceShape.Json();
    }

    @Override
    public long ordinal() {
        return ordinal;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public Optional<String> problem() {
        return record.problem().isEmpty() ? Optional.empty() : Optional.of(record.problem());
    }

    @Override
    public void appendSource(Bytes to) {
        record.appendSource(to);
    }

    @Override
    public void appendJson(Bytes to) {
        record.appendJson(to);
    }

    @Override
    public Cells cells(List<String> columns) {
        return new JsonCells(this, columns);
    }
}
