package io.drover.batch;

import java.util.List;
import java.util.Optional;

/** A reader that stands at its only record, an empty object. */
class OneRecord implements RecordReader {
    @Override
    public SourceShape shape() {
        return new SourceShape.Json();
    }

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public long ordinal() {
        return 1;
    }

    @Override
    public long line() {
        return 1;
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public void appendSource(Bytes to) {
        to.append("{}");
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
    public void close() {
        // nothing is open
    }
}
