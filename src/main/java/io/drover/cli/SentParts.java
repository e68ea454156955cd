package io.drover.cli;

import io.drover.batch.Batch;
import io.drover.delivery.RequestBuilder.Built;
import io.drover.run.Run;
import java.nio.charset.StandardCharsets;

/**
 * What of a batch's request was each record's own: its object, or the whole request where a request carries one record.
 * With method and path where they name the record.
 */
final class SentParts {
    private final Batch batch;
    private final boolean one;
    private final String before;
    private final String body;

    SentParts(Run run, Batch batch) {
        this.batch = batch;
        this.one = !run.connection().endpoint().bulkSupport() && batch.size() == 1;
        if ((one || run.requests().addressesRecords())
                && !batch.isEmpty()
                && run.requests().build(batch) instanceof Built.Ready ready) {
            this.before = ready.request().method() + " " + ready.request().target() + " ";
            this.body = one ? new String(ready.request().body(), StandardCharsets.UTF_8) : "";
        } else {
            this.before = "";
            this.body = "";
        }
    }

    /** Of a record or group, by its index in the batch. */
    String of(int index) {
        return (before + (one && !before.isEmpty() ? body : batch.json(index))).stripTrailing();
    }
}
