package io.drover.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run's folder says about the source that is, or was about to be, in it. Written before the source is moved
 * there, so a start after a crash knows what to make of either.
 *
 * <p>Its name is hidden: no source taken from an inbox can have it.
 */
final class ClaimFile {
    static final String NAME = ".claim.json";
    static final String PART = ".claim.json.part";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClaimFile() {}

    static void write(Path folder, Claim claim) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("run", claim.run());
        json.put("load", claim.load());
        json.put("file", claim.name());
        json.put("size", claim.size());
        json.put("modified", claim.modified().toString());
        claim.parent().ifPresent(parent -> json.put("parent", parent));
        claim.inbox().ifPresent(inbox -> {
            json.put("inbox", inbox.folder().toString());
            inbox.marker().ifPresent(marker -> json.put("marker", marker.toString()));
        });
        byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        HomeDisk.write(folder.resolve(NAME), folder.resolve(PART), content);
    }

    /** Reads the claim of a run's folder; its source need not be there. */
    static Claim read(Path folder) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(folder.resolve(NAME)));
        try {
            String run = text(json, "run");
            if (!run.equals(String.valueOf(folder.getFileName()))) {
                throw new IOException("it speaks of run " + run);
            }
            String name = text(json, "file");
            return new Claim(
                    run,
                    text(json, "load"),
                    name,
                    source(folder, name),
                    json.path("size").asLong(),
                    Instant.parse(text(json, "modified")),
                    optional(json, "parent"),
                    inbox(json));
        } catch (DateTimeException | InvalidPathException e) {
            throw new IOException("a time or folder in it can't be read", e);
        }
    }

    private static Optional<Claim.Inbox> inbox(JsonNode json) {
        Optional<Instant> marker = optional(json, "marker").map(Instant::parse);
        return optional(json, "inbox").map(folder -> new Claim.Inbox(Path.of(folder), marker));
    }

    /** Finds the source by listing: a name this process can't encode can still be compared. */
    private static Path source(Path folder, String name) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.toList();
        }
        return entries.stream()
                .filter(entry -> name.equals(String.valueOf(entry.getFileName())))
                .findFirst()
                .orElseGet(() -> HomeName.resolve(folder, name));
    }

    private static String text(JsonNode json, String key) throws IOException {
        return optional(json, key).orElseThrow(() -> new IOException("it has no text named " + key));
    }

    private static Optional<String> optional(JsonNode json, String key) {
        return json.path(key).isTextual() ? Optional.of(json.path(key).asText()) : Optional.empty();
    }
}
