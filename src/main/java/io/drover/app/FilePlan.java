package io.drover.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.management.Refusal;
import io.drover.plan.Plan;
import io.drover.plan.Planner;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a file would send, as the management API tells it. */
final class FilePlan {
    /** What an answer is taken to need, for the estimate. */
    private static final Duration ANSWER = Duration.ofMillis(100);

    private FilePlan() {}

    /**
     * Makes the plan.
     *
     * @param content an upload; it is used up
     */
    static ObjectNode of(Load load, Connection connection, String file, Path content) throws IOException {
        Path folder = Files.createTempDirectory(content.toAbsolutePath().resolveSibling(""), "plan-");
        Path named = folder.resolve(file);
        try {
            Files.move(content, named);
            Plan plan = new Planner(load, connection, Optional.empty(), Optional.empty()).plan(named, ANSWER);
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("records", plan.records())
                    .put("unreadable", plan.refused())
                    .put("batches", plan.batches())
                    .put("bytes", plan.bytes())
                    .put("largest_body", plan.largest());
            var lines = json.putArray("lines");
            plan.refusals().forEach(refusal -> lines.add(refusal.records() + " x " + refusal.rule()));
            plan.first().ifPresent(first -> {
                lines.add(first.method() + " " + first.url());
                first.headers().forEach(header -> lines.add(header.name() + ": " + header.value()));
                lines.add(first.shownBody());
            });
            return json;
        } catch (UnreadableSourceException e) {
            throw Refusal.field("", "the file would be rejected: " + e.getMessage());
        } finally {
            Files.deleteIfExists(named);
            Files.delete(folder);
        }
    }
}
