package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.load.Load;
import java.util.Optional;

/**
 * Counts what breaks the schema as a file is read, from its start on, also when a run is gone on with; and what breaks
 * it when a user's steps had it.
 */
final class SchemaErrors {
    private final Load load;
    private long errors;
    private long records;

    SchemaErrors(Load load) {
        this.load = load;
    }

    /**
     * Counts a batch before it is sent.
     *
     * @return why it must not be, and nothing after it
     */
    synchronized Optional<String> read(Batch batch) {
        records += batch.sourceRecords();
        errors += in(batch);
        return verdict();
    }

    /** Counts what of a batch that was read breaks the schema only by what was made of it. */
    synchronized Optional<String> transformed(Batch read, Batch transformed) {
        long more = in(transformed) - in(read);
        errors += more;
        return more == 0 ? Optional.empty() : verdict();
    }

    private static long in(Batch batch) {
        return batch.rejects().stream()
                .filter(reject -> reject.errorClass() == ErrorClass.SCHEMA)
                .count();
    }

    private Optional<String> verdict() {
        if (!load.shaping().schemaErrorLimit().isExceeded(errors, records)) {
            return Optional.empty();
        }
        String key = "drover.loads." + load.name() + ".stop-when-schema-errors-exceed";
        return Optional.of(errors + " of the first " + records + " records break the schema, and " + key + " is "
                + load.shaping().schemaErrorLimit() + ". What was not sent is kept. To go on, raise " + key
                + " or leave it out and start again: the rest is sent with the schema the run began with, and what"
                + " breaks it goes to the error file");
    }
}
