package io.drover.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.config.Drafts;
import io.drover.config.Settings;
import io.drover.connection.store.Change;
import io.drover.connection.store.Event;
import io.drover.connection.store.Kind;
import io.drover.connection.store.SavedLoad;
import io.drover.connection.store.Store;
import io.drover.load.Load;
import io.drover.management.Refusal;
import io.drover.source.HomeFolders;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks loads: what they say, their folders, their account, and their connection as they use it. */
final class LoadChecks {
    private static final String PASSED = "passed";
    private static final String FAILED = "failed";
    private static final String SKIPPED = "skipped";

    private final Settings settings;
    private final Store store;
    private final LiveCatalog catalog;
    private final Checks checks;
    private final Clock clock;

    LoadChecks(Settings settings, Store store, LiveCatalog catalog, Checks checks, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.catalog = catalog;
        this.checks = checks;
        this.clock = clock;
    }

    /** The last report; empty before the first check. */
    ObjectNode last(String load) {
        return store.loadCheck(load).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** Checks now, and records what is found and who asked; the connection's health with it. */
    void check(SavedLoad saved, String actor) {
        Report report = new Report();
        Optional<Load> load = report.settings(saved);
        load.ifPresentOrElse(
                each -> {
                    report.inbox(each);
                    report.connection(each, actor);
                },
                () -> List.of("inbox", "account", "connection")
                        .forEach(step -> report.add(step, SKIPPED, "not tried: the step before it failed")));
        String failure = report.failure();
        ObjectNode json =
                report.json.put("checked_at", clock.instant().toString()).put("ok", failure.isEmpty());
        Event.Subject subject = new Event.Subject("load", saved.name());
        String what = failure.isEmpty() ? "check passed" : "check failed";
        store.change(List.of(
                new Change.Put(Kind.LOAD_CHECK, saved.name(), json),
                new Change.Note(Event.now(clock.instant(), actor, what, subject, failure))));
    }

    /** One report on its way. */
    private final class Report {
        private final ObjectNode json = JsonNodeFactory.instance.objectNode();

        Report() {
            json.putNull("latency_ms").putNull("certificate_expires_at").putNull("token_expires_at");
            json.putArray("steps");
        }

        void add(String name, String result, String detail) {
            json.withArray("steps")
                    .addObject()
                    .put("name", name)
                    .put("result", result)
                    .put("detail", detail);
        }

        String failure() {
            for (var step : json.path("steps")) {
                if (step.path("result").asText().equals(FAILED)
                        && !step.path("name").asText().equals("accounts")) {
                    return step.path("detail").asText();
                }
            }
            return "";
        }

        Optional<Load> settings(SavedLoad saved) {
            Map<String, String> fields = new LinkedHashMap<>(saved.fields());
            fields.values().removeIf(String::isEmpty);
            try {
                Load load = Binder.refusing(() -> Drafts.load(saved.name(), fields, settings, catalog.connections()));
                add("settings", PASSED, "its fields, and the schema if it has one, are as they must be");
                return Optional.of(load);
            } catch (Refusal refusal) {
                add(
                        "settings",
                        FAILED,
                        refusal.problems().stream()
                                .map(problem -> problem.field() + " " + problem.message())
                                .collect(Collectors.joining("; ")));
                return Optional.empty();
            }
        }

        void inbox(Load load) {
            List<String> problems = new HomeFolders(settings.home()).prepare(List.of(load));
            if (problems.isEmpty()) {
                add("inbox", PASSED, "files can be taken from " + load.inbox() + " and put away");
            } else {
                add("inbox", FAILED, String.join("; ", problems));
            }
        }

        void connection(Load load, String actor) {
            checks.check(load.connection(), actor);
            new LiveAccounts(catalog, checks)
                    .problem(load)
                    .ifPresentOrElse(
                            problem -> add("account", FAILED, "its account " + problem),
                            () -> add("account", PASSED, "it delivers to " + load.accountOrConnection()));
            ObjectNode found = checks.asUsedBy(load)
                    .orElseGet(() -> checks.state(load.connection()).check());
            for (String field : List.of("latency_ms", "certificate_expires_at", "token_expires_at")) {
                json.set(field, found.path(field));
            }
            found.path("steps").forEach(step -> json.withArray("steps").add(step));
        }
    }
}
