package io.drover.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Role;
import io.drover.delivery.GateState;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.journal.RunQuery;
import io.drover.management.Operation.Call;
import io.drover.result.Summary;
import io.drover.run.RunActivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What is going on: everything at a glance, and one run closely. */
final class Overview {
    private static final int HOURS = 24;
    private static final int PAGE = 200;
    private static final int LONGEST_LINEAGE = 50;

    private final Journal journal;
    private final RunView runs;
    private final LiveView view;
    private final Clock clock;

    Overview(Journal journal, RunView runs, LiveView view, Clock clock) {
        this.journal = journal;
        this.runs = runs;
        this.view = view;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/api/overview", Role.VIEWER, call -> overview()),
                Operation.of("GET", "/api/runs/{id}/activity", Role.VIEWER, this::activity),
                Operation.of("GET", "/api/runs/{id}/attempts", Role.VIEWER, this::attempts)
                        .taking(Parameter.text("batch").required()),
                Operation.of("GET", "/api/runs/{id}/lineage", Role.VIEWER, this::lineage));
    }

    private ApiAnswer overview() {
        ObjectNode json = Bodies.object();
        ArrayNode flight = json.putArray("in_flight");
        journal.unended().forEach(entry -> flight.add(runs.json(entry)));
        ArrayNode inboxes = json.putArray("inboxes");
        view.inboxes().forEach(inbox -> {
            ObjectNode one = inboxes.addObject().put("load", inbox.load()).put("files", inbox.files());
            Bodies.put(one, "oldest_at", inbox.oldest());
            one.put("reason", inbox.reason());
        });
        hours(json.putArray("hours"));
        json.put(
                "runs_ever",
                journal.runs(new RunQuery(Optional.empty(), Optional.empty(), RunQuery.FROM_THE_NEWEST, 1))
                        .size());
        return ApiAnswer.ok(json);
    }

    /** Records by the hour in which their run ended; the last hour is the one that is going on. */
    private void hours(ArrayNode hours) {
        Instant last = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Instant first = last.minus(Duration.ofHours(HOURS - 1L));
        long[][] counts = new long[HOURS][2];
        String before = RunQuery.FROM_THE_NEWEST;
        boolean more = true;
        while (more) {
            List<RunEntry> page = journal.runs(new RunQuery(Optional.empty(), Optional.empty(), before, PAGE));
            more = page.size() == PAGE;
            for (RunEntry entry : page) {
                before = entry.start().run();
                add(entry, first, counts);
                more &= !entry.start().startedAt().isBefore(first);
            }
        }
        for (int i = 0; i < HOURS; i++) {
            hours.addObject()
                    .put("at", first.plus(Duration.ofHours(i)).toString())
                    .put("succeeded", counts[i][0])
                    .put("failed", counts[i][1]);
        }
    }

    private static void add(RunEntry entry, Instant first, long[][] counts) {
        Optional<Instant> ended = entry.endedAt().filter(at -> !at.isBefore(first));
        if (ended.isPresent() && entry.summary().isPresent()) {
            int hour = (int) Duration.between(first, ended.get()).toHours();
            Summary summary = Summary.parse(entry.summary().get());
            counts[Math.min(hour, HOURS - 1)][0] += summary.tally().succeeded();
            counts[Math.min(hour, HOURS - 1)][1] += summary.tally().failed();
        }
    }

    private ApiAnswer activity(Call call) {
        RunEntry entry = runs.find(call);
        RunActivity.Reading reading = view.activity(entry.start().run());
        ObjectNode json = Bodies.object();
        ArrayNode seconds = json.putArray("seconds");
        reading.seconds()
                .forEach(second -> seconds.addArray()
                        .add(second.at())
                        .add(second.succeeded())
                        .add(second.failed())
                        .add(second.retries())
                        .add(second.yields()));
        ArrayNode lanes = json.putArray("lanes");
        reading.awaited()
                .forEach(awaited -> lanes.addObject()
                        .put("batch", awaited.batch())
                        .put("attempt", awaited.attempt())
                        .put("since_ms", awaited.since().toMillis()));
        gate(json.putObject("gate"), view.gate(entry.start().connection()));
        return ApiAnswer.ok(json);
    }

    private ApiAnswer attempts(Call call) {
        String run = runs.find(call).start().run();
        ObjectNode json = Bodies.object();
        ArrayNode items = json.putArray("items");
        view.attempts(run, call.request().parameter("batch").orElse(""))
                .forEach(attempt -> items.addObject()
                        .put("batch", attempt.batch())
                        .put("at", attempt.at().toString())
                        .put("status", attempt.status())
                        .put("took_ms", attempt.took().toMillis())
                        .put("then", attempt.then())
                        .put("reason", attempt.reason())
                        .put("wait_ms", attempt.pause().toMillis()));
        return ApiAnswer.ok(json);
    }

    private static void gate(ObjectNode json, GateState state) {
        if (state instanceof GateState.Paused paused) {
            json.put("state", "paused")
                    .put("reason", "")
                    .put("resumes_in_ms", paused.remaining().toMillis());
        } else if (state instanceof GateState.Down down) {
            json.put("state", "down")
                    .put("reason", down.reason())
                    .put("resumes_in_ms", down.nextProbe().toMillis());
        } else {
            json.put("state", "open").put("reason", "").put("resumes_in_ms", 0);
        }
    }

    private ApiAnswer lineage(Call call) {
        RunEntry run = runs.find(call);
        ObjectNode json = Bodies.object();
        ArrayNode ancestors = json.putArray("ancestors");
        Optional<RunEntry> parent = run.start().parentRun().flatMap(journal::run);
        for (int i = 0; i < LONGEST_LINEAGE && parent.isPresent(); i++) {
            ancestors.insert(0, runs.json(parent.get()));
            parent = parent.get().start().parentRun().flatMap(journal::run);
        }
        ArrayNode replays = json.putArray("replays");
        String id = run.start().run();
        journal.replays(id).forEach(each -> replays.add(runs.json(each)));
        return ApiAnswer.ok(json);
    }
}
