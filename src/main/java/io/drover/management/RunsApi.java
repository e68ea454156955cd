package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Event;
import io.drover.connection.store.Role;
import io.drover.journal.RunEntry;
import io.drover.management.Operation.Call;
import io.drover.result.ResultNames;
import io.drover.result.Summary;
import io.drover.source.HomeFolders;
import io.drover.source.RunIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operations on runs. */
final class RunsApi {
    private static final List<String> STATES =
            List.of("running", "pausing", "paused", "cancelling", "finishing", "done", "cancelled");

    private final RunView runs;
    private final HomeFolders home;
    private final Definitions definitions;
    private final Work work;
    private final Clock clock;

    RunsApi(RunView runs, HomeFolders home, Definitions definitions, Work work, Clock clock) {
        this.runs = runs;
        this.home = home;
        this.definitions = definitions;
        this.work = work;
        this.clock = clock;
    }

    List<Operation> operations() {
        String one = "/api/runs/{id}";
        return List.of(
                Operation.of("GET", "/api/runs", Role.VIEWER, call -> ApiAnswer.ok(runs.page(call.request())))
                        .taking(
                                Parameter.text("load"),
                                Parameter.text("connection"),
                                Parameter.word("state", STATES),
                                Parameter.matching("before", "the id of a run", RunIds::isRunId),
                                Parameter.LIMIT),
                Operation.of("GET", one, Role.VIEWER, call -> ApiAnswer.ok(runs.json(runs.find(call)))),
                Operation.of("GET", one + "/errors", Role.VIEWER, this::errors)
                        .taking(Parameter.OFFSET, Parameter.LIMIT),
                Operation.of("GET", one + "/files/{file}", Role.VIEWER, this::download),
                Operation.of("POST", one + "/replay", Role.OPERATOR, this::replay),
                Operation.of("POST", one + "/pause", Role.OPERATOR, call -> order(call, "paused")),
                Operation.of("POST", one + "/resume", Role.OPERATOR, call -> order(call, "resumed")),
                Operation.of("POST", one + "/cancel", Role.OPERATOR, call -> order(call, "cancelled")));
    }

    private Summary ended(RunEntry entry) {
        if (entry.endedAt().isEmpty() || entry.summary().isEmpty()) {
            throw Refusal.conflict(
                    "Run " + entry.start().run() + " has not ended: its result files appear when it does");
        }
        return Summary.parse(entry.summary().get());
    }

    private ApiAnswer errors(Call call) {
        RunEntry run = runs.find(call);
        Summary summary = ended(run);
        Path file = existing(home.results(summary.load()).resolve(summary.errorFile()));
        int offset = call.request().offset();
        int limit = call.request().limit();
        try {
            return ApiAnswer.ok(new ErrorRows(file, RunCharset.of(run.start(), file)).page(offset, limit));
        } catch (IOException e) {
            throw new UncheckedIOException("the error file can't be read", e);
        }
    }

    private ApiAnswer download(Call call) {
        Summary summary = ended(runs.find(call));
        Path folder = home.results(summary.load());
        String type = summary.successFile().endsWith(".csv") ? "text/csv" : "application/x-ndjson";
        String extension = summary.successFile().endsWith(".csv") ? ".csv" : ".jsonl";
        return switch (call.parameter("file")) {
            case "success" -> ApiAnswer.download(existing(folder.resolve(summary.successFile())), type);
            case "error" -> ApiAnswer.download(existing(folder.resolve(summary.errorFile())), type);
            case "summary" ->
                ApiAnswer.download(
                        existing(folder.resolve(new ResultNames(summary.file(), summary.run(), extension).summary())),
                        "application/json");
            default -> throw Refusal.notFound("There is no such result file: ask for success, error or summary");
        };
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.notFound("The file is no longer in results/: somebody moved it");
        }
        return file;
    }

    private ApiAnswer replay(Call call) {
        Summary summary = ended(runs.find(call));
        if (summary.tally().failed() == 0) {
            throw Refusal.conflict(
                    "Run " + summary.run() + " has no failed records, so there is nothing to load again");
        }
        if (!definitions.loads().containsKey(summary.load())) {
            throw Refusal.conflict("There is no load " + summary.load() + " any more");
        }
        Path file = existing(home.results(summary.load()).resolve(summary.errorFile()));
        try {
            Optional<String> run = work.load(summary.load(), summary.errorFile(), file, true);
            note(call, summary.run(), "replayed");
            ObjectNode json = Bodies.object().put("run", run.orElse(null));
            return ApiAnswer.json(202, json.put("state", run.isPresent() ? "running" : "waiting"));
        } catch (IOException e) {
            throw new UncheckedIOException("the error file could not be taken", e);
        }
    }

    private ApiAnswer order(Call call, String what) {
        RunEntry entry = runs.find(call);
        String run = entry.start().run();
        if (entry.endedAt().isPresent()) {
            throw Refusal.conflict("Run " + run + " is over");
        }
        switch (what) {
            case "paused" -> work.pause(run);
            case "resumed" -> work.resume(run);
            default -> work.cancel(run);
        }
        note(call, run, what);
        return ApiAnswer.json(202, runs.json(runs.find(call)));
    }

    private void note(Call call, String run, String what) {
        Event.Subject subject = new Event.Subject("run", run);
        definitions.note(Event.now(clock.instant(), call.caller().user(), what, subject, ""));
    }
}
