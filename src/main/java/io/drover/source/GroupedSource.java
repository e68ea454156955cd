package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.Cells;
import io.drover.batch.GroupKey;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Opens source files so that the records of a group follow each other. A first pass tells whether they do already; if
 * so the file is streamed, otherwise its records are sorted on disk: groups in the order of their first record, the
 * records of each in the order of the source. Memory is bounded whatever the file's size.
 *
 * <p>Hashes of the values only say which records may belong together; equal ones are told by their bytes.
 */
public final class GroupedSource {
    private static final long INDEX_MEMORY = 4 * 1024 * 1024;
    private static final long ROWS_MEMORY = 8 * 1024 * 1024;

    private final Path file;
    private final Load load;
    private final List<String> groupBy;
    private final Scratch scratch;

    private GroupedSource(Path file, Load load, Scratch scratch) {
        this.file = file;
        this.load = load;
        this.groupBy = load.shaping().grouping().groupBy();
        this.scratch = scratch;
    }

    /**
     * Opens a file as {@link Sources#open} does, with the records of each group one after the other. Records that can't
     * be read may stand between them.
     *
     * @param scratchFolder where records are sorted if need be; nothing is left there when the reader is closed
     * @param stopping asked now and then; when it says so this gives up
     * @throws StoppedSortingException when it gave up
     * @throws UnreadableSourceException when the file can't be read or lacks a column that the load names
     */
    public static RecordReader open(Path file, Load load, Path scratchFolder, BooleanSupplier stopping)
            throws IOException, UnreadableSourceException {
        if (load.shaping().grouping().groupBy().isEmpty()) {
            return checked(file, load);
        }
        return new GroupedSource(file, load, new Scratch(scratchFolder, stopping)).open();
    }

    private static RecordReader checked(Path file, Load load) throws IOException, UnreadableSourceException {
        RecordReader reader = Sources.open(file, load);
        try {
            NamedColumns.check(reader, load);
            return reader;
        } catch (UnreadableSourceException e) {
            reader.close();
            throw e;
        }
    }

    private RecordReader open() throws IOException, UnreadableSourceException {
        try (ExternalSort stretches = new ExternalSort(scratch, INDEX_MEMORY);
                ExternalSort returning = new ExternalSort(scratch, INDEX_MEMORY)) {
            try (RecordReader reader = checked(file, load)) {
                findStretches(reader, stretches);
            }
            boolean together;
            try (Entries byHash = stretches.sorted()) {
                together = !findReturning(byHash, returning);
            }
            return together ? Sources.open(file, load) : sorted(returning);
        }
    }

    /** Adds where each stretch of equal keys begins: hash, ordinal. */
    private void findStretches(RecordReader reader, ExternalSort stretches)
            throws IOException, UnreadableSourceException {
        Stretches found = new Stretches(reader, groupBy);
        Seen seen = new Seen(reader, groupBy);
        Bytes entry = new Bytes(16);
        Bytes nothing = new Bytes(0);
        boolean any = false;
        while (reader.next()) {
            scratch.step();
            if (reader.problem().isEmpty()) {
                any = true;
                seen.look();
                if (found.begins() && !found.isAlone()) {
                    entry.truncate(0);
                    appendLong(entry, found.hash());
                    appendLong(entry, reader.ordinal());
                    stretches.add(entry, nothing);
                }
            }
        }
        if (any && seen.missing() >= 0 && reader.shape() instanceof SourceShape.Json) {
            throw NamedColumns.missing(groupBy.get(seen.missing()), load);
        }
    }

    /** Adds the stretches that go on with an earlier one of their hash: ordinal, and where the first one begins. */
    private boolean findReturning(Entries byHash, ExternalSort returning) throws IOException {
        Bytes first = new Bytes(16);
        Bytes ordinal = new Bytes(8);
        Bytes begin = new Bytes(8);
        boolean any = false;
        while (byHash.next()) {
            scratch.step();
            Bytes stretch = byHash.key();
            if (first.length() > 0 && Arrays.equals(first.array(), 0, 8, stretch.array(), 0, 8)) {
                ordinal.truncate(0);
                begin.truncate(0);
                returning.add(ordinal.append(stretch.array(), 8, 8), begin.append(first.array(), 8, 8));
                any = true;
            } else {
                first.truncate(0);
                first.append(stretch.array(), 0, 16);
            }
        }
        return any;
    }

    private RecordReader sorted(ExternalSort returning) throws IOException, UnreadableSourceException {
        try (ExternalSort rows = new ExternalSort(scratch, ROWS_MEMORY);
                ExternalSort problems = new ExternalSort(scratch, INDEX_MEMORY);
                Entries begins = returning.sorted();
                RecordReader reader = Sources.open(file, load)) {
            RegroupedRows writing = new RegroupedRows(rows, problems);
            Stretches stretches = new Stretches(reader, groupBy);
            boolean returns = begins.next();
            long group = 0;
            while (reader.next()) {
                scratch.step();
                if (reader.problem().isPresent()) {
                    writing.addProblem(reader);
                    continue;
                }
                if (stretches.begins()) {
                    group = reader.ordinal();
                    if (returns && longAt(begins.key(), 0) == group) {
                        Bytes begin = new Bytes(8);
                        begins.appendValue(begin);
                        group = longAt(begin, 0);
                        returns = begins.next();
                    }
                }
                writing.add(reader, group, stretches.key());
            }
            return RegroupedReader.open(rows.sorted(), problems.sorted(), reader.shape(), load);
        }
    }

    static void appendLong(Bytes to, long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            to.append((int) (number >> shift));
        }
    }

    static long longAt(Bytes bytes, int from) {
        long number = 0;
        for (int at = from; at < from + 8; at++) {
            number = (number << 8) | (bytes.array()[at] & 0xFF);
        }
        return number;
    }

    /** Follows the keys of records and tells where another one begins. */
    private static final class Stretches {
        private final GroupKey keys;
        private final Bytes current = new Bytes(64);
        private boolean alone;

        Stretches(RecordReader reader, List<String> groupBy) {
            this.keys = new GroupKey(reader, groupBy);
        }

        /** Whether the record's key is another one than that of the record before. Once for each good record. */
        boolean begins() {
            Bytes key = keys.read();
            alone = keys.isEmpty() || keys.isTooLong();
            boolean same = !alone && Entries.compare(key, current) == 0;
            current.truncate(0);
            if (!alone) {
                current.append(key.array(), 0, key.length());
            }
            return !same;
        }

        /** Whether the record belongs with no other. */
        boolean isAlone() {
            return alone;
        }

        /** Empty for a record that belongs with no other. */
        Bytes key() {
            return current;
        }

        long hash() {
            return GroupKey.hash(current.array(), 0, current.length());
        }
    }

    /** Which columns had a value in any record. */
    private static final class Seen {
        private final Cells cells;
        private final Cell cell = new Cell();
        private final BitSet missing;

        Seen(RecordReader reader, List<String> columns) {
            this.cells = reader.cells(columns);
            this.missing = new BitSet();
            missing.set(0, columns.size());
        }

        void look() {
            for (int column = missing.nextSetBit(0); column >= 0; column = missing.nextSetBit(column + 1)) {
                cells.read(column, cell);
                missing.set(column, cell.isEmpty());
            }
        }

        /** The first column without any value, or -1. */
        int missing() {
            return missing.nextSetBit(0);
        }
    }
}
