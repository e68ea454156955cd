package io.drover.result;

import io.drover.batch.BatchId;
import io.drover.batch.Bytes;
import io.drover.batch.Outcome;
import io.drover.batch.OutcomeColumns;
import io.drover.batch.SourceShape;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows like those of the source: its delimiter, line end and charset. */
final class CsvRowFormat implements RowFormat {
    private static final List<String> APPENDED = List.of("_record", "_line", "_batch", "_attempts", "_http_status");
    private static final List<String> APPENDED_WARNINGS = List.of("_warnings");
    private static final List<String> APPENDED_TO_ERRORS = List.of("_class", "_message");
    private static final List<String> APPENDED_TO_HINTED_ERRORS = List.of("_class", "_message", "_hint");

    private final SourceShape.Csv shape;
    private final OutcomeColumns columns;
    private final byte[] lineEnd;
    private final int markLength;

    CsvRowFormat(SourceShape.Csv shape, OutcomeColumns columns) {
        this.shape = shape;
        this.columns = columns;
        this.lineEnd = shape.lineEnd().getBytes(StandardCharsets.US_ASCII);
        this.markLength = 2 * "a".getBytes(shape.charset()).length - "aa".getBytes(shape.charset()).length;
    }

    @Override
    public byte[] successHeader() {
        return header(columns.warnings() ? APPENDED_WARNINGS : List.of());
    }

    @Override
    public byte[] errorHeader() {
        return header(columns.hints() ? APPENDED_TO_HINTED_ERRORS : APPENDED_TO_ERRORS);
    }

    private byte[] header(List<String> last) {
        Bytes row = new Bytes(256).append(shape.header());
        for (List<String> names : List.of(APPENDED, columns.parsed(), last)) {
            names.forEach(name -> cell(row, name));
        }
        end(row);
        return isUtf8() ? row.toByteArray() : row.toString().getBytes(shape.charset());
    }

    @Override
    public void position(Bytes row, long ordinal, long line) {
        row.append(shape.delimiter()).appendNumber(ordinal);
        row.append(shape.delimiter()).appendNumber(line);
    }

    @Override
    public byte[] batchPart(BatchId batch, Delivered delivered) {
        Bytes part = new Bytes(32);
        cell(part, batch.name());
        part.append(shape.delimiter()).appendNumber(delivered.attempts());
        part.append(shape.delimiter());
        delivered.httpStatus().ifPresent(part::appendNumber);
        return part.toByteArray();
    }

    @Override
    public void parsed(Bytes row, List<String> values) {
        for (int i = 0; i < columns.parsed().size(); i++) {
            cell(row, values.isEmpty() ? "" : values.get(i));
        }
    }

    @Override
    public void warnings(Bytes row, String warnings) {
        if (columns.warnings()) {
            cell(row, warnings);
        }
    }

    @Override
    public void error(Bytes row, Outcome.Failure failure) {
        cell(row, failure.errorClass().word());
        cell(row, failure.message());
        if (columns.hints()) {
            cell(row, failure.hint());
        }
    }

    private void cell(Bytes row, String text) {
        row.append(shape.delimiter());
        AppendedText.appendCsv(row, text, shape.delimiter());
    }

    @Override
    public void end(Bytes row) {
        row.append(lineEnd);
    }

    @Override
    public Bytes encoded(Bytes rows) {
        if (isUtf8() || rows.length() == 0) {
            return rows;
        }
        byte[] encoded = rows.toString().getBytes(charset());
        // Charsets like UTF-16 begin whatever they encode with a byte order mark; only the header may have one.
        return new Bytes(encoded.length).append(encoded, markLength, encoded.length - markLength);
    }

    private Charset charset() {
        return shape.charset();
    }

    private boolean isUtf8() {
        return charset().equals(StandardCharsets.UTF_8);
    }
}
