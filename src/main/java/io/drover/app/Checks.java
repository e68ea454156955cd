package io.drover.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.BatchId;
import io.drover.connection.Accounts;
import io.drover.connection.Connection;
import io.drover.connection.store.Change;
import io.drover.connection.store.ConnectionState;
import io.drover.connection.store.Event;
import io.drover.connection.store.KnownAccounts;
import io.drover.connection.store.Store;
import io.drover.delivery.CheckReport;
import io.drover.delivery.CheckStep;
import io.drover.delivery.ConnectionCheck;
import io.drover.delivery.FoundAccounts;
import io.drover.delivery.Reach;
import io.drover.load.Load;
import io.drover.run.Run;
import io.drover.run.RunListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks connections when somebody asks, on their schedules, and when their credentials are refused again and again. */
final class Checks implements RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private static final String ACTOR = "drover";
    private static final int REFUSALS = 3;
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** A connection that can't be reached is tried again soon; one whose credentials are refused is not. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Store store;
    private final LiveCatalog catalog;
    private final ConnectionCheck check;
    private final Clock clock;
    private final Instant started;
    private final Map<String, ConnectionState> states = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> good = name -> {};
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("checks"));

    Checks(Store store, LiveCatalog catalog, ConnectionCheck check, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.check = check;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** From now on tells which connections a check found in order. */
    void tell(Consumer<String> ofGood) {
        good = ofGood;
    }

    /** From now on checks by itself. */
    void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    ConnectionState state(String connection) {
        return states.computeIfAbsent(connection, store::connectionState);
    }

    void forget(String connection) {
        states.remove(connection);
        refusals.remove(connection);
    }

    /** Notes that a connection can't be used before it is given its secrets. */
    void lacksSecrets(String name) {
        ConnectionState state = new ConnectionState(
                ConnectionState.INVALID,
                "its secrets are missing: reauthorize it",
                Optional.empty(),
                JsonNodeFactory.instance.objectNode(),
                state(name).accounts());
        store.change(List.of(state.put(name)));
        states.put(name, state);
    }

    /** Checks now, records what is found and who asked. */
    void check(String name, String actor) {
        Optional<Sender> sender = sender(name);
        if (sender.isEmpty()) {
            return;
        }
        CheckReport report = find(sender.get().connection(), sender.get().reach());
        ConnectionState before = state(name);
        String problem = report.failure().map(CheckStep::detail).orElse("");
        ConnectionState after = new ConnectionState(
                report.isGood() ? ConnectionState.VALID : ConnectionState.INVALID,
                problem,
                Optional.of(report.at()),
                json(report),
                accounts(sender.get().connection(), report, before.accounts()));
        Event.Subject subject = new Event.Subject("connection", name);
        String what = report.isGood() ? "check passed" : "check failed";
        boolean worthTelling = !actor.equals(ACTOR) || !before.status().equals(after.status());
        store.change(
                worthTelling
                        ? List.of(
                                after.put(name), new Change.Note(Event.now(report.at(), actor, what, subject, problem)))
                        : List.of(after.put(name)));
        states.put(name, after);
        refusals.remove(name);
        if (report.isGood()) {
            good.accept(name);
        }
        if (!before.status().equals(after.status())) {
            LOG.info("Connection was checked. connection={} status={} reason=\"{}\"", name, after.status(), problem);
        }
    }

    /** A check of the connection as this load uses it; empty where that is what any check of it does. */
    Optional<ObjectNode> asUsedBy(Load load) {
        return sender(load.connection())
                .filter(sender -> sender.connection().checking().accounts().areAskedFor()
                        && !load.account().isEmpty())
                .map(sender -> json(check.check(sender.connection(), sender.reach(), Optional.of(load.account()))));
    }

    private Optional<Sender> sender(String name) {
        return catalog.senders().stream()
                .filter(each -> each.connection().name().equals(name))
                .findFirst();
    }

    private static KnownAccounts accounts(Connection connection, CheckReport report, KnownAccounts before) {
        Accounts asked = connection.checking().accounts();
        if (!asked.areAskedFor()) {
            return KnownAccounts.NONE;
        }
        FoundAccounts found = report.accounts()
                .orElseGet(() -> new FoundAccounts(List.of(), "not asked for: the check of the connection failed"));
        return found.isGood()
                ? new KnownAccounts(asked.question(), found.accounts(), Optional.of(report.at()), "")
                : before.failed(asked, found.problem());
    }

    /** Checks what may be no connection yet; nothing is recorded. */
    CheckReport find(Connection connection, Reach reach) {
        return check.check(connection, reach);
    }

    static ObjectNode json(CheckReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("checked_at", report.at().toString())
                .put("ok", report.isGood())
                .put("latency_ms", report.latency().map(Duration::toMillis).orElse(null))
                .put(
                        "certificate_expires_at",
                        report.certificateExpiresAt().map(Instant::toString).orElse(null))
                .put(
                        "client_certificate_expires_at",
                        report.clientCertificateExpiresAt()
                                .map(Instant::toString)
                                .orElse(null))
                .put(
                        "token_expires_at",
                        report.tokenExpiresAt().map(Instant::toString).orElse(null))
                .put("refused", report.isRefusal());
        var steps = json.putArray("steps");
        report.steps()
                .forEach(step -> steps.addObject()
                        .put("name", step.name())
                        .put("result", step.result().name().toLowerCase(Locale.ROOT))
                        .put("detail", step.detail()));
        return json;
    }

    private void look() {
        try {
            for (Connection connection : catalog.connections()) {
                if (asked.remove(connection.name()) || isDue(connection)) {
                    check(connection.name(), ACTOR);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Connections could not be checked. reason=\"{}\"", e.getMessage());
        }
    }

    private boolean isDue(Connection connection) {
        Duration every = connection.checking().every();
        if (every.isZero()) {
            return false;
        }
        ConnectionState state = state(connection.name());
        Accounts asked = connection.checking().accounts();
        if (asked.areAskedFor() && !state.accounts().of(asked).isSearched()) {
            return true;
        }
        boolean refused = state.check().path("refused").asBoolean();
        Duration wait = state.isInvalid() && !refused && AGAIN.compareTo(every) < 0 ? AGAIN : every;
        Instant last = state.checkedAt().filter(at -> at.isAfter(started)).orElse(started);
        return !clock.instant().isBefore(last.plus(wait));
    }

    @Override
    public void attempted(Run run, BatchId batch, int status, Duration took) {
        String name = run.destination().connection();
        if (status == 401 || status == 403) {
            if (refusals.merge(name, 1, Integer::sum) >= REFUSALS
                    && !state(name).isInvalid()) {
                asked.add(name);
            }
        } else if (status >= 200 && status < 300) {
            refusals.remove(name);
            if (state(name).isInvalid()) {
                asked.add(name);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
