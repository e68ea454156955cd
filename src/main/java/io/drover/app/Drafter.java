package io.drover.app;

import io.drover.batch.Batch;
import io.drover.batch.JsonObjects;
import io.drover.connection.Connection;
import io.drover.delivery.CheckReport;
import io.drover.delivery.CheckStep;
import io.drover.management.Drafting;
import io.drover.management.Refusal;
import io.drover.response.PathEngine;
import io.drover.response.ResponseReading;
import io.drover.response.ResponseSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of drafts what a run would make of them. */
final class Drafter implements Drafting {
    private final LiveDefinitions definitions;
    private final Binder binder;
    private final Checks checks;
    private volatile PathEngine paths = expression -> {
        throw Refusal.conflict("No Drover runs here: start 'drover run'");
    };

    Drafter(LiveDefinitions definitions, Binder binder, Checks checks) {
        this.definitions = definitions;
        this.binder = binder;
        this.checks = checks;
    }

    /** From now on paths can be read. */
    void begin(PathEngine engine) {
        paths = engine;
    }

    @Override
    public Connection connection(Optional<String> base, Map<String, String> fields) {
        return binder.draft(base.map(definitions.connections()::get), fields);
    }

    @Override
    public Checked check(Optional<String> base, Map<String, String> fields) {
        Connection connection = connection(base, fields);
        binder.requireReach(connection);
        CheckReport report = checks.find(connection, binder.reach());
        return new Checked(report.failure().map(CheckStep::detail), Checks.json(report));
    }

    @Override
    public ResponseSplit split(ResponseReading reading) {
        try {
            return new ResponseSplit(reading, paths);
        } catch (IllegalArgumentException e) {
            throw Refusal.field("response_split_path", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Batch batch(List<String> records) {
        return JsonObjects.batch("DRAFT", records);
    }
}
