package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Tally;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.journal.RunQuery;
import io.drover.management.Operation.Call;
import io.drover.result.Summary;
import io.drover.run.FileTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs as the API tells of them, whether they are under way, at rest or over. */
final class RunView {
    private final Journal journal;
    private final Work work;
    private final LiveView view;

    RunView(Journal journal, Work work, LiveView view) {
        this.journal = journal;
        this.work = work;
        this.view = view;
    }

    /** The newest first, as many as are asked for. */
    ObjectNode page(ApiRequest request) {
        int limit = request.limit();
        Optional<String> state = request.parameter("state");
        List<ObjectNode> found = new ArrayList<>();
        String before = request.parameter("before").orElse(RunQuery.FROM_THE_NEWEST);
        boolean more = true;
        while (more && found.size() < limit) {
            List<RunEntry> entries = journal.runs(
                    new RunQuery(request.parameter("load"), request.parameter("connection"), before, limit));
            more = entries.size() == limit;
            for (RunEntry entry : entries) {
                if (found.size() < limit) {
                    before = entry.start().run();
                    ObjectNode json = json(entry);
                    if (state.isEmpty() || json.path("state").asText().equals(state.get())) {
                        found.add(json);
                    }
                } else {
                    more = true;
                }
            }
        }
        ObjectNode page = Bodies.object();
        page.putArray("items").addAll(found);
        return page.put("next", more && found.size() == limit ? before : null);
    }

    RunEntry find(Call call) {
        return journal.run(call.parameter("id")).orElseThrow(() -> Refusal.notFound("There is no run of that id"));
    }

    ObjectNode json(RunEntry entry) {
        String run = entry.start().run();
        Optional<Work.Now> now = work.now(run);
        Optional<Work.Standing> standing = entry.endedAt().isPresent() ? Optional.empty() : work.standing(run);
        ObjectNode json = Bodies.object();
        json.put("run", run)
                .put("load", entry.start().load())
                .put("connection", entry.start().connection())
                .put("file", entry.start().file())
                .put("bytes", entry.start().bytes())
                .put("sha256", entry.start().sha256())
                .put(
                        "state",
                        now.map(Work.Now::state)
                                .or(() -> standing.map(Work.Standing::state))
                                .orElse(entry.state()))
                .put("started_at", entry.start().startedAt().toString());
        Bodies.put(json, "ended_at", entry.endedAt());
        json.put("parent_run", entry.start().parentRun().orElse(null));
        json.put("reason", standing.map(Work.Standing::reason).orElse(""));
        counts(json, entry, now);
        if (now.isPresent()) {
            json.put("gate", work.gate(entry.start().connection()));
        }
        return json;
    }

    private void counts(ObjectNode json, RunEntry entry, Optional<Work.Now> now) {
        Tally tally = now.map(each -> each.counts().settled())
                .or(() -> entry.summary().map(text -> Summary.parse(text).tally()))
                .or(() -> journal.recovery(entry.start().run())
                        .map(recovery -> recovery.progress().tally()))
                .orElse(Tally.NONE);
        json.put("records", tally.records())
                .put("succeeded", tally.succeeded())
                .put("failed", tally.failed())
                .put("filtered", tally.filtered())
                .put("batches", tally.batches())
                .put("requests", now.map(each -> each.counts().requests()).orElse(tally.requests()))
                .put("retries", now.map(each -> each.counts().retries()).orElse(tally.retries()))
                .put("yields", now.map(each -> each.counts().yields()).orElse(tally.yields()))
                .put("in_flight", now.map(each -> each.counts().inFlight()).orElse(0L));
        Optional<FileTotal> total =
                entry.endedAt().isPresent() ? Optional.of(new FileTotal(tally.records(), true)) : total(entry, now);
        json.put("total_is_exact", total.filter(FileTotal::exact).isPresent());
        json.put("total", total.map(FileTotal::records).orElse(null));
        ObjectNode classes = json.putObject("errors_by_class");
        tally.failedByClass().forEach((errorClass, failed) -> classes.put(errorClass.word(), failed));
    }

    /** What is known of a run under way, or of one that was when it came to rest. */
    private Optional<FileTotal> total(RunEntry entry, Optional<Work.Now> now) {
        Optional<FileTotal> counted = now.map(
                each -> new FileTotal(each.counts().total(), each.counts().exact()));
        return counted.filter(FileTotal::exact)
                .or(() -> view.total(entry.start().run()).filter(before -> before.exact() || counted.isEmpty()))
                .or(() -> counted);
    }
}
