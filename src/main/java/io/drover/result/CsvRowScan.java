package io.drover.result;

import io.drover.load.CsvFormat;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads CSV in memory that doesn't grow with the file: of each cell only the beginning is kept. */
final class CsvRowScan implements RowScan {
    private static final String FIRST_APPENDED = "_record,_line,_batch,_attempts,_http_status";
    private static final int KEPT = 200;
    private static final int END = -1;

    private final CsvFormat format;
    private final StringBuilder cell = new StringBuilder();
    private final List<String> row = new ArrayList<>();
    private int next = END;

    CsvRowScan(CsvFormat format) {
        this.format = format;
    }

    @Override
    public long scan(InputStream file, Sink sink) throws IOException {
        return scan(new BufferedReader(new InputStreamReader(file, format.charset()), 1 << 16), () -> {}, sink);
    }

    /** Copies the header and those rows that are wanted, character by character. */
    long copy(InputStream file, Predicate<Row> wanted, OutputStream to) throws IOException {
        Recorder in = new Recorder(new BufferedReader(new InputStreamReader(file, format.charset()), 1 << 16));
        Writer out = new BufferedWriter(new OutputStreamWriter(to, format.charset()));
        long[] copied = {0};
        scan(in, () -> out.append(in.take(next != END)), row -> {
            CharSequence text = in.take(next != END);
            if (wanted.test(row)) {
                out.append(text);
                copied[0]++;
            }
        });
        out.flush();
        return copied[0];
    }

    private long scan(Reader in, HeaderRead headerRead, Sink sink) throws IOException {
        next = in.read();
        if (next == 0xFEFF) {
            next = in.read();
        }
        if (!readRow(in)) {
            throw new IOException("it has no header");
        }
        int record = recordColumn();
        int errorClass = lastColumn("_class", record);
        int message = lastColumn("_message", record);
        int code = lastColumn(ErrorCauses.CODE, record);
        headerRead.run();
        long rows = 0;
        while (readRow(in)) {
            sink.row(new Row(
                    RowScan.ordinal(cell(record)), RowScan.errorClass(cell(errorClass)), cell(message), cell(code)));
            rows++;
        }
        return rows;
    }

    /** What is done once the header is read. */
    private interface HeaderRead {
        void run() throws IOException;
    }

    /** Keeps what was read since it was last asked. */
    private static final class Recorder extends FilterReader {
        private final StringBuilder read = new StringBuilder();

        Recorder(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int character = super.read();
            if (character != END) {
                read.append((char) character);
            }
            return character;
        }

        /** @param ahead whether the last character belongs to what comes next */
        String take(boolean ahead) {
            int end = read.length() - (ahead ? 1 : 0);
            String taken = read.substring(0, end);
            read.delete(0, end);
            return taken;
        }
    }

    /** A column that Drover appended; the source may have one of that name too. */
    private int lastColumn(String name, int record) {
        int found = row.lastIndexOf(name);
        return found > record ? found : END;
    }

    private String cell(int column) {
        return column >= 0 && column < row.size() ? row.get(column) : "";
    }

    private int recordColumn() throws IOException {
        List<String> ours = List.of(FIRST_APPENDED.split(","));
        for (int at = row.size() - ours.size(); at >= 0; at--) {
            if (row.subList(at, at + ours.size()).equals(ours)) {
                return at;
            }
        }
        throw new IOException("its header has no " + FIRST_APPENDED);
    }

    private boolean readRow(Reader in) throws IOException {
        row.clear();
        if (next == END) {
            return false;
        }
        boolean more = true;
        while (more) {
            readCell(in);
            row.add(cell.toString());
            more = next == format.delimiter();
            if (next == '\n' || more) {
                next = in.read();
            }
        }
        return true;
    }

    private void readCell(Reader in) throws IOException {
        cell.setLength(0);
        if (next == '"') {
            readQuoted(in);
        }
        while (next != format.delimiter() && next != '\n' && next != END) {
            int character = next;
            next = in.read();
            if (character != '\r' || next != '\n') {
                keep(character);
            }
        }
    }

    private void readQuoted(Reader in) throws IOException {
        next = in.read();
        while (next != END) {
            if (next == '"') {
                next = in.read();
                if (next != '"') {
                    return;
                }
            }
            keep(next);
            next = in.read();
        }
        throw new IOException("a quoted cell has no end");
    }

    private void keep(int character) {
        if (cell.length() < KEPT) {
            cell.append((char) character);
        }
    }
}
