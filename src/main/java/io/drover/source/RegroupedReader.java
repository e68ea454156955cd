package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.Load;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Hands over sorted records: their text goes through a reader of the source's own kind once more, their places come
 * from beside it.
 */
final class RegroupedReader implements RecordReader {
    /** A sorted record has a line end of ours, and JSON its closing brace. */
    private static final int RECORD_LIMIT = Window.RECORD_LIMIT + 16;

    private final Rows rows;
    private final Entries problems;
    private final RecordReader reader;
    private boolean problemWaits;
    private long ordinal;
    private long line;
    private String problem = "";
    private final Bytes problemSource = new Bytes(256);

    private RegroupedReader(Rows rows, Entries problems, RecordReader reader) throws IOException {
        this.rows = rows;
        this.problems = problems;
        this.reader = reader;
        this.problemWaits = problems.next();
    }

    /**
     * Takes over both sorted parts.
     *
     * @param shape of the source
     */
    static RegroupedReader open(Entries sorted, Entries problems, SourceShape shape, Load load) throws IOException {
        Rows rows = new Rows(sorted, shape);
        try {
            RecordReader reader = shape instanceof SourceShape.Csv
                    ? new CsvReader(rows, load.csv(), RECORD_LIMIT)
                    : new JsonLinesReader(rows, RECORD_LIMIT);
            return new RegroupedReader(rows, problems, reader);
        } catch (IOException | UnreadableSourceException | RuntimeException e) {
            rows.close();
            problems.close();
            throw new IOException("the sorted records can't be read", e);
        }
    }

    @Override
    public SourceShape shape() {
        return reader.shape();
    }

    @Override
    public boolean next() throws IOException {
        boolean more = rows.waits();
        if (problemWaits && (!more || GroupedSource.longAt(problems.key(), 0) < rows.places.element().group)) {
            readProblem();
            return true;
        }
        problem = "";
        if (!more) {
            return false;
        }
        Place place = rows.places.remove();
        ordinal = place.ordinal;
        line = place.line;
        if (!reader.next() || reader.problem().isPresent()) {
            throw new IOException("record " + ordinal + " was read before it was sorted, but not after");
        }
        return true;
    }

    private void readProblem() throws IOException {
        problemSource.truncate(0);
        ordinal = GroupedSource.longAt(problems.key(), 0);
        problems.appendValue(problemSource);
        line = GroupedSource.longAt(problemSource, 0);
        int length = (int) GroupedSource.longAt(problemSource, 8);
        problem = new String(problemSource.array(), 16, length, StandardCharsets.UTF_8);
        problemWaits = problems.next();
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
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    @Override
    public void appendSource(Bytes to) {
        if (problem.isEmpty()) {
            reader.appendSource(to);
        } else {
            int from = 16 + (int) GroupedSource.longAt(problemSource, 8);
            to.append(problemSource.array(), from, problemSource.length() - from);
        }
    }

    @Override
    public void appendJson(Bytes to) {
        reader.appendJson(to);
    }

    @Override
    public Cells cells(List<String> columns) {
        return reader.cells(columns);
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            problems.close();
        }
    }

    /** Where a record stood, and the place of its group. */
    private record Place(long group, long ordinal, long line) {}

    /** The text of the sorted records as one stream; their places wait until their records are read. */
    private static final class Rows extends InputStream {
        private final Entries sorted;
        private final boolean csv;
        private final byte[] lineEnd;
        private final ArrayDeque<Place> places = new ArrayDeque<>();
        private final Bytes text = new Bytes(1024);
        private final Bytes value = new Bytes(1024);
        private int taken;

        Rows(Entries sorted, SourceShape shape) {
            this.sorted = sorted;
            this.csv = shape instanceof SourceShape.Csv;
            String end = shape instanceof SourceShape.Csv source ? source.lineEnd() : "\n";
            this.lineEnd = end.getBytes(StandardCharsets.US_ASCII);
            if (shape instanceof SourceShape.Csv source) {
                text.append(source.header()).append(lineEnd);
            }
        }

        /** Whether a place waits, which is fetched if need be. */
        boolean waits() throws IOException {
            return !places.isEmpty() || pull();
        }

        private boolean pull() throws IOException {
            if (!sorted.next()) {
                return false;
            }
            if (taken == text.length()) {
                text.truncate(0);
                taken = 0;
            }
            Bytes key = sorted.key();
            value.truncate(0);
            sorted.appendValue(value);
            places.add(new Place(
                    GroupedSource.longAt(key, 0),
                    GroupedSource.longAt(key, key.length() - 8),
                    GroupedSource.longAt(value, 0)));
            int end = value.length();
            if (!csv && value.array()[end - 1] == ',') {
                end--;
            }
            text.append(value.array(), 8, end - 8);
            if (!csv) {
                text.append('}');
            }
            text.append(lineEnd);
            return true;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int count) throws IOException {
            if (taken == text.length() && !pull()) {
                return -1;
            }
            int copied = Math.min(count, text.length() - taken);
            System.arraycopy(text.array(), taken, to, offset, copied);
            taken += copied;
            return copied;
        }

        @Override
        public void close() throws IOException {
            sorted.close();
        }
    }
}
