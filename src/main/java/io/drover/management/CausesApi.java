package io.drover.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Event;
import io.drover.connection.store.Role;
import io.drover.journal.RunEntry;
import io.drover.management.Operation.Call;
import io.drover.result.ResultNames;
import io.drover.result.Summary;
import io.drover.source.HomeFolders;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What failed in a run, by cause, while it goes on and after it; and loading that again. */
final class CausesApi {
    private static final int INDEXES_KEPT = 8;
    private static final int CAUSES_WITH_SAMPLES = 50;

    private final RunView runs;
    private final HomeFolders home;
    private final Definitions definitions;
    private final Work work;
    private final Clock clock;
    private final Map<String, CauseIndex> indexes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CauseIndex> eldest) {
            return size() > INDEXES_KEPT;
        }
    };

    CausesApi(RunView runs, HomeFolders home, Definitions definitions, Work work, Clock clock) {
        this.runs = runs;
        this.home = home;
        this.definitions = definitions;
        this.work = work;
        this.clock = clock;
    }

    List<Operation> operations() {
        String one = "/api/runs/{id}";
        return List.of(
                Operation.of("GET", one + "/causes", Role.VIEWER, this::causes),
                Operation.of("GET", one + "/causes/{cause}/records", Role.VIEWER, this::records)
                        .taking(Parameter.number("after", 0, Integer.MAX_VALUE), Parameter.LIMIT),
                Operation.of("POST", one + "/causes/{cause}/replay", Role.OPERATOR, this::replay),
                Operation.of("GET", one + "/request", Role.VIEWER, this::request)
                        .taking(Parameter.number("row", 0, Long.MAX_VALUE).required()));
    }

    private interface Reading {
        ApiAnswer read(ErrorFile file, CauseIndex index) throws IOException;
    }

    private ApiAnswer reading(RunEntry run, Reading reading) {
        try {
            return now(run, reading);
        } catch (NoSuchFileException published) {
            throw Refusal.conflict("The run is just ending: ask again");
        } catch (IOException e) {
            throw new UncheckedIOException("the error file can't be read", e);
        }
    }

    private ApiAnswer now(RunEntry run, Reading reading) throws IOException {
        Optional<Path> path = path(run);
        if (path.isEmpty()) {
            throw Refusal.notFound("The error file is not there: the run has not begun, or somebody moved it");
        }
        ErrorFile file = new ErrorFile(path.get(), RunCharset.of(run.start(), path.get()));
        CauseIndex index;
        synchronized (indexes) {
            index = indexes.computeIfAbsent(run.start().run(), id -> new CauseIndex());
        }
        index.readOn(file);
        return reading.read(file, index);
    }

    /** In results/ once the run is over, in the run's own folder before. */
    private Optional<Path> path(RunEntry run) {
        if (run.summary().isPresent()) {
            Summary summary = Summary.parse(run.summary().get());
            return Optional.of(home.results(summary.load()).resolve(summary.errorFile()))
                    .filter(Files::isRegularFile);
        }
        Path folder = home.run(run.start().run());
        for (String extension : List.of(".csv", ".jsonl")) {
            Path file = folder.resolve(
                    new ResultNames(run.start().file(), run.start().run(), extension).error());
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private ApiAnswer causes(Call call) {
        RunEntry run = runs.find(call);
        if (path(run).isEmpty()) {
            ObjectNode none = Bodies.object();
            none.putArray("items");
            return ApiAnswer.ok(none);
        }
        return reading(run, (file, index) -> {
            ObjectNode json = Bodies.object();
            ArrayNode items = json.putArray("items");
            for (CauseIndex.Cause cause : index.causes()) {
                ObjectNode item = items.addObject();
                ArrayNode samples = item.putArray("samples");
                if (items.size() <= CAUSES_WITH_SAMPLES) {
                    samples.addAll(cause.samples());
                }
                item.put("key", cause.key())
                        .put("class", cause.errorClass())
                        .put("http_status", cause.status())
                        .put("message", cause.message())
                        .put("count", cause.count())
                        .put("first_record", cause.first())
                        .put("last_record", cause.last());
            }
            return ApiAnswer.ok(json);
        });
    }

    private ApiAnswer records(Call call) {
        int after = (int) call.request().number("after", 0);
        int limit = call.request().limit();
        return reading(runs.find(call), (file, index) -> {
            CauseIndex.Cause cause = index.cause(call.parameter("cause"));
            List<ErrorRow> rows = file.rows(cause.positions(after, limit));
            ObjectNode json = Bodies.object();
            ArrayNode columns = json.putArray("columns");
            (file.isCsv() || rows.isEmpty()
                            ? file.sourceColumns()
                            : List.copyOf(rows.get(0).fields().keySet()))
                    .forEach(columns::add);
            ArrayNode items = json.putArray("items");
            rows.forEach(row -> put(items.addObject(), row));
            boolean more = after + rows.size() < cause.count();
            return ApiAnswer.ok(json.put("next", more ? (Integer) (after + rows.size()) : null));
        });
    }

    private static void put(ObjectNode json, ErrorRow row) {
        json.put("at", row.at())
                .put("record", row.number("_record"))
                .put("line", row.number("_line"))
                .put("batch", row.of("_batch"))
                .put("attempts", row.number("_attempts"))
                .put("http_status", row.of("_http_status"))
                .put("class", row.of("_class"))
                .put("message", row.of(ErrorRow.MESSAGE));
        ObjectNode fields = json.putObject("fields");
        row.fields().forEach(fields::put);
        ObjectNode answer = json.putObject("answer");
        row.answer().forEach(answer::put);
    }

    /** What the record alone would make the load send now. */
    private ApiAnswer request(Call call) {
        long at = call.request().number("row", 0);
        RunEntry run = runs.find(call);
        return reading(run, (file, index) -> {
            Path part = part(file, List.of(at));
            try {
                return ApiAnswer.ok(work.plan(run.start().load(), "record" + (file.isCsv() ? ".csv" : ".jsonl"), part));
            } finally {
                Files.deleteIfExists(part);
            }
        });
    }

    private ApiAnswer replay(Call call) {
        RunEntry run = runs.find(call);
        if (run.summary().isEmpty()) {
            throw Refusal.conflict("Run " + run.start().run() + " has not ended: its failed records can be loaded again"
                    + " when it has");
        }
        return reading(run, (file, index) -> {
            CauseIndex.Cause cause = index.cause(call.parameter("cause"));
            Path part = part(file, cause.positions(0, cause.count()));
            try {
                String name = Summary.parse(run.summary().get()).errorFile();
                Optional<String> next = work.load(run.start().load(), name, part, true);
                Event.Subject subject = new Event.Subject("run", run.start().run());
                String detail = cause.count() + " records of one cause";
                definitions.note(Event.now(clock.instant(), call.caller().user(), "replayed", subject, detail));
                ObjectNode json = Bodies.object().put("run", next.orElse(null));
                return ApiAnswer.json(202, json.put("state", next.isPresent() ? "running" : "waiting"));
            } finally {
                Files.deleteIfExists(part);
            }
        });
    }

    /** A file of these rows alone, with the header. */
    private Path part(ErrorFile file, List<Long> positions) throws IOException {
        Path part = Files.createTempFile(home.state().resolve("uploads"), "rows", ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            out.write(file.header());
            file.copy(positions, out);
        }
        return part;
    }
}
