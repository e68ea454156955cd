package io.drover.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records that fail for one of forty causes, each in words of its own and with its own id in them. */
final class ManyCauses {
    private static final int CAUSES = 40;

    private ManyCauses() {}

    static String csv(int records) {
        StringBuilder csv = new StringBuilder("id,email,city\n");
        for (int i = 0; i < records; i++) {
            csv.append(i).append(",c").append(i).append("@example.com,Oslo\n");
        }
        return csv.toString();
    }

    static Step answer(Received request) {
        try {
            JsonNode batch = Chromium.JSON.readTree(request.body());
            ObjectNode body = Chromium.JSON.createObjectNode();
            ArrayNode errors = body.putArray("errors");
            batch.forEach(record -> {
                int id = record.path("id").asInt();
                String letters = "" + (char) ('a' + id % CAUSES / 8) + (char) ('a' + id % 8);
                errors.addObject().put("id", id).put("message", "rule " + letters + " refuses record " + id);
            });
            return answerOf(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Step answerOf(ObjectNode body) {
        return io.drover.testing.ScriptedServer.answer(200, body.toString());
    }
}
