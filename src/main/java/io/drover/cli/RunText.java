package io.drover.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Tally;
import io.drover.journal.RunEntry;
import io.drover.result.Summary;

/**
 * A run as the journal knows it, with its summary's words whether it has one already or not.
 *
 * @param settled what is settled so far
 * @param standing where it stands
 */
record RunText(RunEntry entry, Tally settled, Standings.Standing standing) {
    private static final JsonMapper JSON = new JsonMapper();

    ObjectNode json() {
        if (entry.summary().isPresent()) {
            Summary summary = Summary.parse(entry.summary().get());
            return JSON.<ObjectNode>valueToTree(summary.toMap()).put("state", standing.state());
        }
        ObjectNode json = JSON.createObjectNode()
                .put("run", entry.start().run())
                .put("load", entry.start().load())
                .put("connection", entry.start().connection())
                .put("file", entry.start().file())
                .put("sha256", entry.start().sha256())
                .put("started_at", entry.start().startedAt().toString())
                .put("state", standing.state())
                .put("reason", standing.reason())
                .put("records", settled.records())
                .put("succeeded", settled.succeeded())
                .put("failed", settled.failed())
                .put("batches", settled.batches())
                .put("requests", settled.requests())
                .put("retries", settled.retries())
                .put("yields", settled.yields());
        return json.put("parent_run", entry.start().parentRun().orElse(null));
    }

    /** A run without results yet, for people. */
    String unfinished() {
        return String.join(
                System.lineSeparator(),
                "Run " + entry.start().run() + " " + standing.state() + " since "
                        + entry.start().startedAt(),
                "  file       " + entry.start().file() + " through load "
                        + entry.start().load() + " to connection "
                        + entry.start().connection()
                        + entry.start()
                                .parentRun()
                                .map(parent -> ", errors of run " + parent)
                                .orElse(""),
                "  settled    " + settled.records() + " records: " + settled.succeeded() + " succeeded, "
                        + settled.failed() + " failed",
                "  requests   " + settled.requests() + " for " + settled.batches() + " batches, " + settled.retries()
                        + " retries, " + settled.yields() + " yields"
                        + (standing.reason().isEmpty()
                                ? ""
                                : System.lineSeparator() + "  waits      " + standing.reason()));
    }
}
