package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.JsonText;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as bytes, without an object per cell.
 *
 * <p>A record that can't be read is a problem of that record alone. Broken quoting makes a problem of the record's
 * first line, and reading goes on at the next line, so no line is ever swallowed by the quote of another.
 */
final class CsvReader implements RecordReader {
    private static final Bytes NO_ROW = new Bytes(0);

    private final Window window;
    private final CsvCells cells;
    private final CsvHeader header;
    private final CsvRows rows;
    private final SourceShape.Csv shape;
    private final byte[][] keys;
    private final int columns;
    private final boolean fromErrorFile;
    private Bytes problemRow = NO_ROW;
    private String problem = "";
    private long ordinal;
    private long suspectBefore;
    private long suspectSince;

    /**
     * Reads the header.
     *
     * @param in UTF-8, with or without a byte order mark, whatever the charset of the file
     * @throws UnreadableSourceException when the header makes every record unreadable
     */
    CsvReader(InputStream in, CsvFormat format, int recordLimit) throws IOException, UnreadableSourceException {
        window = new Window(in, recordLimit);
        window.skipByteOrderMark();
        cells = new CsvCells(window, format.delimiter());
        header = readHeader();
        rows = new CsvRows(header, format.delimiter());
        keys = header.keys();
        columns = keys.length;
        fromErrorFile = header.classCell() >= 0 && header.messageCell() >= 0;
        shape = new SourceShape.Csv(
                header.columns(), header.text(), format.delimiter(), format.charset(), headerLineEnd());
    }

    private CsvHeader readHeader() throws IOException, UnreadableSourceException {
        return switch (cells.next()) {
            case NOTHING -> CsvHeader.none();
            case RECORD -> CsvHeader.of(cells);
            case UNCLOSED_QUOTE, TEXT_AFTER_QUOTE ->
                throw new UnreadableSourceException("the header has a quote that is not closed, text after a closing"
                        + " quote, or more than " + window.limit()
                        + " bytes; correct the first line of the file or set the delimiter"
                        + " (drover.loads.NAME.delimiter)");
        };
    }

    private String headerLineEnd() {
        int end = columns == 0 ? window.end() : cells.recordEnd();
        return window.afterLineEnd(end) - end == 2 ? "\r\n" : "\n";
    }

    @Override
    public SourceShape shape() {
        return shape;
    }

    @Override
    public boolean next() throws IOException {
        if (!problem.isEmpty()) {
            problem = "";
            problemRow = NO_ROW;
        }
        CsvCells.Found found = cells.next();
        if (found == CsvCells.Found.NOTHING) {
            return false;
        }
        ordinal++;
        if (found != CsvCells.Found.RECORD) {
            brokenQuote(found);
        } else if (cells.count() != header.width()) {
            problem(raggedMessage());
        } else if (!cells.ascii() || fromErrorFile || suspectBefore > 0) {
            lookCloser();
        }
        return true;
    }

    private String raggedMessage() {
        String span = cells.lastLine() == cells.line() ? "" : ", and reaches to line " + cells.lastLine();
        int count = cells.count();
        return "the record has " + count + (count == 1 ? " cell" : " cells") + ", but the header has " + header.width()
                + span;
    }

    private void lookCloser() {
        int invalid = cells.ascii() ? -1 : Utf8.firstInvalid(window.bytes(), window.start(), cells.recordEnd());
        if (invalid >= 0) {
            problem("the record's byte " + (invalid - window.start() + 1)
                    + " is not UTF-8; correct it, or set the file's charset (drover.loads.NAME.charset)");
        } else if (cells.bareQuote() && window.offset(window.start()) < suspectBefore) {
            problem("a quote stands inside an unquoted cell; the record may be the rest of the one with the broken"
                    + " quote in line " + suspectSince + " (if it is not, empty its _class cell in the error file)");
        } else if (fromErrorFile) {
            refuseUneditedProblem();
        }
    }

    /** A row of an error file that could not be read then, and is still what was made of it. */
    private void refuseUneditedProblem() {
        int at = header.classCell();
        int start = cells.start(at);
        int length = cells.ends()[at] - start;
        if (length < 5 || length > 7 || !CsvValues.text(cells, at).equals("parse")) {
            return;
        }
        String message = CsvValues.text(cells, header.messageCell());
        if (message.endsWith(CsvValues.fingerprint(cells, columns))) {
            newProblemRow(cells.recordEnd());
            rows.appendRecord(problemRow, cells);
            problem = message;
        }
    }

    /** Large enough at once: growing a row of the record limit would need three times its memory. */
    private void newProblemRow(int recordEnd) {
        int enough = Math.max(0, recordEnd - window.start()) + columns + 64;
        problemRow = new Bytes(enough);
    }

    private void problem(String message) {
        newProblemRow(cells.recordEnd());
        rows.appendRecord(problemRow, cells);
        problem = marked(message);
    }

    private void brokenQuote(CsvCells.Found found) throws IOException {
        long brokenAt = window.offset(cells.brokenAt());
        int lineEnd = window.lineEnd(true);
        newProblemRow(lineEnd);
        if (lineEnd < 0) {
            tooLong();
            return;
        }
        int after = window.afterLineEnd(lineEnd);
        // The next line at least: the broken cell may have been meant to go on there.
        suspectBefore = Math.max(suspectBefore, Math.max(brokenAt, window.offset(after) + 1));
        suspectSince = cells.line();
        cells.divideLine(lineEnd);
        rows.appendBrokenLine(problemRow, cells);
        cells.goOnAt(after);
        problem = marked(
                found == CsvCells.Found.UNCLOSED_QUOTE
                        ? "a cell's quote is not closed; reading went on at the next line"
                        : "text follows a cell's closing quote; reading went on at the next line");
    }

    private void tooLong() throws IOException {
        String message = "line " + cells.line() + ", from byte " + window.offset(window.start()) + ", is longer than "
                + window.limit() + " bytes and was not read";
        rows.appendEmpty(problemRow);
        window.skipLine(true);
        cells.goOnAt(window.start());
        problem = marked(message);
    }

    private String marked(String message) {
        CsvCells written = CsvCells.ofRow(problemRow, shape.delimiter());
        return message + CsvValues.fingerprint(written, columns);
    }

    @Override
    public long ordinal() {
        return ordinal;
    }

    @Override
    public long line() {
        return cells.line();
    }

    @Override
    public Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    @Override
    public void appendSource(Bytes to) {
        if (!problem.isEmpty()) {
            to.append(problemRow.array(), 0, problemRow.length());
            return;
        }
        header.appendText(to, cells);
    }

    @Override
    public void appendJson(Bytes to) {
        if (header.isParted()) {
            appendParted(to);
        } else if (cells.plain()) {
            appendPlain(to);
        } else {
            appendEscaped(to);
        }
        to.append('"').append('}');
    }

    private void appendPlain(Bytes to) {
        final byte[] bytes = window.bytes();
        final int[] ends = cells.ends();
        int from = window.start();
        for (int column = 0; column < columns; column++) {
            int end = ends[column];
            to.append(keys[column]).append(bytes, from, end - from);
            from = end + 1;
        }
    }

    private void appendEscaped(Bytes to) {
        final byte[] bytes = window.bytes();
        final int[] ends = cells.ends();
        int from = window.start();
        for (int column = 0; column < columns; column++) {
            int end = ends[column];
            to.append(keys[column]);
            if (from < end && bytes[from] == '"') {
                JsonText.appendDoubled(to, bytes, from + 1, end - 1);
            } else {
                JsonText.append(to, bytes, from, end);
            }
            from = end + 1;
        }
    }

    private void appendParted(Bytes to) {
        final byte[] bytes = window.bytes();
        for (int column = 0; column < columns; column++) {
            int cell = header.cell(column);
            int from = cells.start(cell);
            int end = cells.ends()[cell];
            to.append(keys[column]);
            if (from < end && bytes[from] == '"') {
                JsonText.appendDoubled(to, bytes, from + 1, end - 1);
            } else {
                JsonText.append(to, bytes, from, end);
            }
        }
    }

    @Override
    public Cells cells(List<String> named) {
        return new CsvColumns(cells, header, named);
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
