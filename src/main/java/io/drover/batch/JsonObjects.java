package io.drover.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** JSON objects in memory, read as a source is: for samples and drafts. */
public final class JsonObjects implements RecordReader {
    private final List<String> objects;
    private int at = -1;

    private JsonObjects(List<String> objects) {
        this.objects = List.copyOf(objects);
    }

    /**
     * A batch of these objects, in this order.
     *
     * @param name in place of a run's
     * @throws IllegalArgumentException when there is none
     */
    public static Batch batch(String name, List<String> objects) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("a batch must have at least one object, but there is none");
        }
        try {
            return new Cut(objects.size(), Integer.MAX_VALUE)
                    .read(name, new JsonObjects(objects))
                    .next()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("objects in memory can't be read", e);
        }
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
    public Cells cells(List<String> columns) {
        return Cells.NONE;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
