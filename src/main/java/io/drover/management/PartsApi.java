package io.drover.management;

import io.drover.connection.store.Event;
import io.drover.connection.store.Role;
import io.drover.connection.store.SavedLoad;
import io.drover.management.Operation.Call;
import io.drover.plan.FilePart;
import io.drover.source.UnreadableSourceException;
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
    private final Definitions definitions;
    private final Work work;
    private final Clock clock;

    PartsApi(Definitions definitions, Work work, Clock clock) {
        this.definitions = definitions;
        this.work = work;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(Operation.ofFile("/api/loads/{id}/part", Role.OPERATOR, this::load)
                .taking(
                        Parameter.number("count", 1, Integer.MAX_VALUE),
                        Parameter.number("after", 1, Integer.MAX_VALUE)));
    }

    private ApiAnswer load(Call call) {
        SavedLoad load = parted(call);
        String name = Uploads.fileName(call);
        Uploads.checkName(work, load, name);
        FilePart range = range(call.request());
        Path file = Uploads.file(call);
        Path part = file.resolveSibling("part-" + file.getFileName());
        try {
            if (isPlain(load, name)) {
                cut(file, part, csv(load, name), range);
            } else {
                cutByRecords(load, name, file, part, range);
            }
            boolean first = range.from() == 0;
            String partName = (first ? "first-" + range.count() : "after-" + range.from()) + "-" + FilePart.name(name);
            Optional<String> run = work.load(load.name(), partName, part, false);
            Event.Subject subject = new Event.Subject("load", load.name());
            definitions.note(Event.now(clock.instant(), call.caller().user(), "uploaded", subject, partName));
            String reason = run.isPresent() ? "" : work.waits(load.name()).orElse("");
            return ApiAnswer.json(
                    202,
                    Bodies.object()
                            .put("run", run.orElse(null))
                            .put("state", run.isPresent() ? "running" : "waiting")
                            .put("reason", reason));
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be cut", e);
        } finally {
            Uploads.delete(part);
        }
    }

    private static FilePart range(ApiRequest request) {
        long count = request.number("count", 0);
        long after = request.number("after", 0);
        if ((count == 0) == (after == 0)) {
            throw Refusal.field("count", "must be given, or after must be, but not both");
        }
        return new FilePart(after, count == 0 ? Long.MAX_VALUE - after : count);
    }

    private SavedLoad parted(Call call) {
        SavedLoad load = definitions.loads().get(call.parameter("id"));
        if (load == null) {
            throw Refusal.notFound("There is no load " + call.parameter("id"));
        }
        if (!load.fields().getOrDefault("group_by", "").isBlank()) {
            throw Refusal.field(
                    "count",
                    "can't part a file of a load with group-by, for records of one group may stand on both sides;"
                            + " send the whole file, or some groups of it with the command try");
        }
        return load;
    }

    /** Whether rows can be told apart in the bytes as they are, and so be copied unchanged. */
    private static boolean isPlain(SavedLoad load, String name) {
        String charset = load.fields().getOrDefault("charset", "UTF-8").toUpperCase(Locale.ROOT);
        boolean bytes = !charset.startsWith("UTF-16") && !charset.startsWith("UTF-32");
        return isLines(name) || (bytes && name.toLowerCase(Locale.ROOT).endsWith(".csv"));
    }

    private static boolean isLines(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    }

    /** The delimiter of CSV; empty for JSON Lines. */
    private static Optional<Character> csv(SavedLoad load, String name) {
        return isLines(name)
                ? Optional.empty()
                : Optional.of(LoadsApi.csvFormat(load.fields()).delimiter());
    }

    private static void cutByRecords(SavedLoad load, String name, Path file, Path part, FilePart range)
            throws IOException {
        Path named = Files.createTempDirectory(file.toAbsolutePath().resolveSibling(""), "part-")
                .resolve(name);
        try {
            Files.createLink(named, file);
            range.cut(
                    named,
                    LoadsApi.csvFormat(load.fields()),
                    load.fields().getOrDefault("request_split_path", ""),
                    part);
        } catch (UnreadableSourceException e) {
            throw Refusal.field("", "the file would be rejected: " + e.getMessage());
        } finally {
            Files.deleteIfExists(named);
            Files.delete(named.resolveSibling(""));
        }
    }

    private static void cut(Path file, Path part, Optional<Character> csv, FilePart range) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            RowCutter rows = csv.isPresent()
                    ? RowCutter.csv(in, csv.get(), 0, java.nio.charset.StandardCharsets.ISO_8859_1)
                    : RowCutter.lines(in, 0);
            long record = csv.isPresent() ? -1 : 0;
            for (Optional<byte[]> row = rows.next(); row.isPresent(); row = rows.next()) {
                boolean blank = new String(row.get(), java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
                if (record < 0 || holds(range, record)) {
                    out.write(row.get());
                }
                record += blank ? 0 : 1;
            }
            if (holds(range, record)) {
                out.write(rows.rest());
            }
        }
    }

    private static boolean holds(FilePart range, long record) {
        return record >= range.from() && record - range.from() < range.count();
    }
}
