package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Event;
import io.drover.connection.store.Role;
import io.drover.connection.store.SavedLoad;
import io.drover.management.Operation.Body;
import io.drover.management.Operation.Call;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first records of a file, or all behind them, as a file of their own: to try a few before the rest. */
final class PartsApi {
    private static final String TAB = "tab";

    private final Definitions definitions;
    private final Work work;
    private final Clock clock;

    PartsApi(Definitions definitions, Work work, Clock clock) {
        this.definitions = definitions;
        this.work = work;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                new Operation("POST", "/api/loads/{id}/part", Optional.of(Role.OPERATOR), Body.FILE, this::load));
    }

    private ApiAnswer load(Call call) {
        SavedLoad load = definitions.loads().get(call.parameter("id"));
        if (load == null) {
            throw Refusal.notFound("There is no load " + call.parameter("id"));
        }
        if (!load.fields().getOrDefault("group-by", "").isBlank()) {
            throw Refusal.field(
                    "count",
                    "can't part a file of a load with group-by, for records of one group may stand on both sides;"
                            + " send the whole file, or some groups of it with the command try");
        }
        String name = LoadsApi.fileName(call);
        long count = call.request().number("count", 0, Integer.MAX_VALUE, 0);
        long after = call.request().number("after", 0, Integer.MAX_VALUE, 0);
        if ((count == 0) == (after == 0)) {
            throw Refusal.field("count", "must be given, or after must be, but not both");
        }
        Path file = LoadsApi.file(call);
        Path part = file.resolveSibling("part-" + file.getFileName());
        try {
            cut(file, part, csv(load, name), new Range(after, count == 0 ? Long.MAX_VALUE : count));
            String partName = (count > 0 ? "first-" + count : "after-" + after) + "-" + name;
            Optional<String> run = work.load(load.name(), partName, part, false);
            Event.Subject subject = new Event.Subject("load", load.name());
            definitions.note(Event.now(clock.instant(), call.caller().user(), "uploaded", subject, partName));
            ObjectNode json = Bodies.object().put("run", run.orElse(null));
            return ApiAnswer.json(
                    202,
                    json.put("state", run.isPresent() ? "running" : "waiting")
                            .put(
                                    "reason",
                                    run.isPresent()
                                            ? ""
                                            : work.waits(load.name()).orElse("")));
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be cut", e);
        } finally {
            Uploads.delete(part);
        }
    }

    /** The delimiter of CSV; empty for JSON Lines. */
    private static Optional<Character> csv(SavedLoad load, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            return Optional.empty();
        }
        String charset = load.fields().getOrDefault("charset", "UTF-8").toUpperCase(Locale.ROOT);
        if (!lower.endsWith(".csv") || charset.startsWith("UTF-16") || charset.startsWith("UTF-32")) {
            throw Refusal.field(
                    "name", "must end in .csv, .jsonl or .ndjson: only such files can be sent in parts; send it whole");
        }
        String delimiter = load.fields().getOrDefault("delimiter", ",");
        return Optional.of(delimiter.equals(TAB) ? '\t' : delimiter.charAt(0));
    }

    /** Which records, counted from 0. */
    private record Range(long from, long count) {
        boolean holds(long record) {
            return record >= from && record - from < count;
        }
    }

    private static void cut(Path file, Path part, Optional<Character> csv, Range range) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            RowCutter rows = csv.isPresent()
                    ? RowCutter.csv(in, csv.get(), 0, java.nio.charset.StandardCharsets.ISO_8859_1)
                    : RowCutter.lines(in, 0);
            long record = csv.isPresent() ? -1 : 0;
            for (Optional<byte[]> row = rows.next(); row.isPresent(); row = rows.next()) {
                boolean blank = new String(row.get(), java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
                if (record < 0 || range.holds(record)) {
                    out.write(row.get());
                }
                record += blank ? 0 : 1;
            }
            if (range.holds(record)) {
                out.write(rows.rest());
            }
        }
    }
}
