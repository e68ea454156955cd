package io.drover.app;

import io.drover.batch.Batch;
import io.drover.batch.JsonObjects;
import io.drover.config.Drafts;
import io.drover.connection.Connection;
import io.drover.connection.store.Secrets;
import io.drover.delivery.CheckReport;
import io.drover.delivery.CheckStep;
import io.drover.management.Drafting;
import io.drover.management.Refusal;
import io.drover.response.PathEngine;
import io.drover.response.ResponseReading;
import io.drover.response.ResponseSplit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of drafts what a run would make of them. */
final class Drafter implements Drafting {
    private final Path directory;
    private final LiveDefinitions definitions;
    private final Secrets secrets;
    private final Checks checks;
    private volatile PathEngine paths = expression -> {
        throw Refusal.conflict("No Drover runs here: start 'drover run'");
    };

    /** @param directory against which files are resolved */
    Drafter(Path directory, LiveDefinitions definitions, Secrets secrets, Checks checks) {
        this.directory = directory;
        this.definitions = definitions;
        this.secrets = secrets;
        this.checks = checks;
    }

    /** From now on paths can be read. */
    void begin(PathEngine engine) {
        paths = engine;
    }

    @Override
    public Connection connection(Optional<String> base, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>();
        base.map(name -> definitions.connections().get(name)).ifPresent(saved -> {
            all.putAll(saved.fields());
            if (saved.isEditable()) {
                secrets.open(saved.uid()).forEach((field, secret) -> all.put(field, secret.reveal()));
            }
        });
        all.putAll(fields);
        all.values().removeIf(String::isEmpty);
        return LiveDefinitions.refusing(() -> Drafts.connection("draft", all, directory));
    }

    @Override
    public Checked check(Optional<String> base, Map<String, String> fields) {
        Connection connection = connection(base, fields);
        definitions.requireReach(connection);
        CheckReport report = checks.find(connection, definitions.reach());
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
