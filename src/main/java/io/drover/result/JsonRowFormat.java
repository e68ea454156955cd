package io.drover.result;

import io.drover.batch.BatchId;
import io.drover.batch.Bytes;
import io.drover.batch.Outcome;
import io.drover.batch.OutcomeColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON Lines: the record's own fields, then ours. */
final class JsonRowFormat implements RowFormat {
    private static final byte[] RECORD = ascii("\"_record\":");
    private static final byte[] LINE = ascii(",\"_line\":");
    private static final byte[] CLASS = ascii(",\"_class\":");
    private static final byte[] MESSAGE = ascii(",\"_message\":");
    private static final byte[] WARNINGS = ascii(",\"_warnings\":");
    private static final byte[] HINT = ascii(",\"_hint\":");

    private final OutcomeColumns columns;
    private final byte[][] keys;

    JsonRowFormat(OutcomeColumns columns) {
        this.columns = columns;
        keys = columns.parsed().stream().map(JsonRowFormat::key).toArray(byte[][]::new);
    }

    private static byte[] key(String name) {
        Bytes key = new Bytes(name.length() + 4).append(',');
        AppendedText.appendJson(key, name);
        return key.append(':').toByteArray();
    }

    @Override
    public byte[] successHeader() {
        return new byte[0];
    }

    @Override
    public byte[] errorHeader() {
        return new byte[0];
    }

    @Override
    public void position(Bytes row, long ordinal, long line) {
        row.append(RECORD).appendNumber(ordinal).append(LINE).appendNumber(line);
    }

    @Override
    public byte[] batchPart(BatchId batch, Delivered delivered) {
        String status = delivered.httpStatus().isPresent()
                ? Integer.toString(delivered.httpStatus().getAsInt())
                : "null";
        return ascii(",\"_batch\":\"" + batch.name() + "\",\"_attempts\":" + delivered.attempts() + ",\"_http_status\":"
                + status);
    }

    @Override
    public void parsed(Bytes row, List<String> values) {
        for (int i = 0; i < keys.length; i++) {
            row.append(keys[i]);
            AppendedText.appendJson(row, values.isEmpty() ? "" : values.get(i));
        }
    }

    @Override
    public void warnings(Bytes row, String warnings) {
        if (columns.warnings()) {
            AppendedText.appendJson(row.append(WARNINGS), warnings);
        }
    }

    @Override
    public void error(Bytes row, Outcome.Failure failure) {
        AppendedText.appendJson(row.append(CLASS), failure.errorClass().word());
        AppendedText.appendJson(row.append(MESSAGE), failure.message());
        if (columns.hints()) {
            AppendedText.appendJson(row.append(HINT), failure.hint());
        }
    }

    @Override
    public void end(Bytes row) {
        row.append('}').append('\n');
    }

    @Override
    public Bytes encoded(Bytes rows) {
        return rows;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
