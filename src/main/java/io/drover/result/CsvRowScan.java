package io.drover.result;

import io.drover.load.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        Reader in = new BufferedReader(new InputStreamReader(file, format.charset()), 1 << 16);
        next = in.read();
        if (next == 0xFEFF) {
            next = in.read();
        }
        if (!readRow(in)) {
            throw new IOException("it has no header");
        }
        int record = recordColumn();
        int errorClass = row.size() > 1 && row.get(row.size() - 2).equals("_class") ? row.size() - 2 : END;
        long rows = 0;
        while (readRow(in)) {
            sink.row(
                    record < row.size() ? RowScan.ordinal(row.get(record)) : 0,
                    errorClass >= 0 && errorClass < row.size()
                            ? RowScan.errorClass(row.get(errorClass))
                            : Optional.empty());
            rows++;
        }
        return rows;
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
