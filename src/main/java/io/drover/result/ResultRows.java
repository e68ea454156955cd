package io.drover.result;

import io.drover.batch.Batch;
import io.drover.batch.Bytes;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.OutcomeColumns;
import io.drover.batch.Reject;
import io.drover.batch.SourceShape;
import io.drover.batch.Tally;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes outcomes as rows of the result files: the record as it stood in the source, then what happened to it. One per
 * run; safe to use from every worker at once.
 */
public final class ResultRows {
    private static final int ROOM_PER_ROW = 64;

    private final RowFormat format;
    private final int parseKeys;

    /**
     * Rows for one source.
     *
     * @param parseKeys the names of the parse path map, in its order
     */
    public ResultRows(SourceShape shape, List<String> parseKeys) {
        this(shape, OutcomeColumns.of(parseKeys));
    }

    /** Rows for one source, with columns for all that outcomes may hold. */
    public ResultRows(SourceShape shape, OutcomeColumns columns) {
        this.format =
                shape instanceof SourceShape.Csv csv ? new CsvRowFormat(csv, columns) : new JsonRowFormat(columns);
        this.parseKeys = columns.parsed().size();
    }

    byte[] successHeader() {
        return format.successHeader();
    }

    byte[] errorHeader() {
        return format.errorHeader();
    }

    /**
     * The rows of a batch, in its order, its rejects among them. The outcome of a group is that of each of its records.
     *
     * @param outcomes one for each group of the batch, in its order
     */
    public Settlement settlement(Batch batch, List<? extends Outcome> outcomes, Delivered delivered) {
        if (outcomes.size() != batch.size()) {
            throw new IllegalArgumentException("batch " + batch.id() + " has " + batch.size() + " groups, but "
                    + outcomes.size() + " outcomes; each group has exactly one");
        }
        Writing writing = new Writing(batch, delivered);
        int reject = 0;
        int record = 0;
        for (int group = 0; group < outcomes.size(); group++) {
            Outcome outcome = outcomes.get(group);
            writing.checkParsed(outcome.parsed());
            for (int end = batch.firstRecord(group + 1); record < end; record++) {
                reject = writing.rejectsBefore(batch.ordinal(record), reject);
                writing.outcome(record, outcome);
            }
        }
        writing.rejectsBefore(Long.MAX_VALUE, reject);
        return writing.settlement();
    }

    /** One batch on its way into rows. */
    private final class Writing {
        private final Batch batch;
        private final Delivered delivered;
        private final byte[] sent;
        private final byte[] notSent;
        private final Bytes successRows = new Bytes(0);
        private final Bytes errorRows = new Bytes(0);
        private final Map<ErrorClass, Long> failed = new EnumMap<>(ErrorClass.class);
        private long succeeded;

        Writing(Batch batch, Delivered delivered) {
            this.batch = batch;
            this.delivered = delivered;
            this.sent = format.batchPart(batch.id(), delivered);
            this.notSent = batch.rejects().isEmpty() ? sent : format.batchPart(batch.id(), Delivered.NOT_SENT);
        }

        int rejectsBefore(long ordinal, int from) {
            List<Reject> rejects = batch.rejects();
            int next = from;
            while (next < rejects.size() && rejects.get(next).ordinal() < ordinal) {
                reject(rejects.get(next++));
            }
            return next;
        }

        void outcome(int record, Outcome outcome) {
            if (outcome instanceof Outcome.Failure failure) {
                start(errorRows, record);
                format.parsed(errorRows, failure.parsed());
                fail(failure);
            } else if (outcome instanceof Outcome.Success success) {
                start(successRows, record);
                format.parsed(successRows, success.parsed());
                format.warnings(successRows, success.warnings());
                format.end(successRows);
                succeeded++;
            }
        }

        private void start(Bytes rows, int record) {
            if (rows.length() == 0) {
                batch.appendSource(record, rows);
                rows.reserve((rows.length() + ROOM_PER_ROW) * (batch.records() - record));
            } else {
                batch.appendSource(record, rows);
            }
            format.position(rows, batch.ordinal(record), batch.line(record));
            rows.append(sent);
        }

        private void reject(Reject reject) {
            errorRows.append(reject.source());
            format.position(errorRows, reject.ordinal(), reject.line());
            errorRows.append(notSent);
            format.parsed(errorRows, List.of());
            fail(new Outcome.Failure(reject.errorClass(), reject.message(), List.of()));
        }

        private void fail(Outcome.Failure failure) {
            format.error(errorRows, failure);
            format.end(errorRows);
            failed.merge(failure.errorClass(), 1L, Long::sum);
        }

        void checkParsed(List<String> parsed) {
            if (!parsed.isEmpty() && parsed.size() != parseKeys) {
                throw new IllegalArgumentException("an outcome of batch " + batch.id() + " has " + parsed.size()
                        + " parsed values; the parse path map has " + parseKeys + " names");
            }
        }

        Settlement settlement() {
            Tally tally = new Tally(
                    batch.sourceRecords(),
                    succeeded,
                    failed,
                    1,
                    delivered.requests(),
                    delivered.retries(),
                    delivered.yields());
            return new Settlement(batch.id(), tally, format.encoded(successRows), format.encoded(errorRows));
        }
    }
}
