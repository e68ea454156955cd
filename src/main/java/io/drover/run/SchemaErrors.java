package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.load.Load;
import java.util.Optional;

/** Counts what breaks the schema as a file is read, from its start on, also when a run is gone on with. */
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
    Optional<String> read(Batch batch) {
        records += batch.sourceRecords();
        errors += batch.rejects().stream()
                .filter(reject -> reject.errorClass() == ErrorClass.SCHEMA)
                .count();
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
