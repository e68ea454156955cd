package io.drover.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.cli.Standings;
import io.drover.connection.store.Change;
import io.drover.connection.store.Kind;
import io.drover.connection.store.RunOrder;
import io.drover.connection.store.Store;
import io.drover.delivery.Destination;
import io.drover.delivery.GateState;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.management.Refusal;
import io.drover.management.WaitingTable;
import io.drover.management.Work;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.source.Claim;
import io.drover.source.Claims;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The runs of this process and what they are told. */
final class LiveWork implements Work, RunListener {
    private static final String PAUSED = "paused";
    private static final String CANCELLING = "cancelling";
    private static final String SOMEBODY_PAUSED = "somebody paused it";

    private final LiveCatalog catalog;
    private final Store store;
    private final Journal journal;
    private final Intake intake;
    private final Waiting waiting;
    private final Map<String, Run> active = new ConcurrentHashMap<>();
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();
    private final Map<String, RunOrder> orders = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** A claim that nobody works on. */
    private record Rest(Claim claim, String reason) {}

    LiveWork(LiveCatalog catalog, Store store, Journal journal, Claims claims, Waiting waiting) {
        this.catalog = catalog;
        this.store = store;
        this.journal = journal;
        this.intake = new Intake(catalog, journal, claims, waiting);
        this.waiting = waiting;
        orders.putAll(store.runOrders());
    }

    /** From now on claims become runs. */
    void begin(Consumer<Claim> running) {
        intake.begin(running);
    }

    /** From now on a run that ends early is left for the next start. */
    void stop() {
        stopping = true;
    }

    /** What to go on with at the start: runs that somebody paused stay where they are. */
    List<Claim> toGoOnWith(List<Claim> pending) {
        pending.stream()
                .filter(claim -> orders.get(claim.run()) == RunOrder.PAUSE)
                .forEach(claim -> resting.put(claim.run(), new Rest(claim, SOMEBODY_PAUSED)));
        return pending.stream()
                .filter(claim -> orders.get(claim.run()) != RunOrder.PAUSE)
                .toList();
    }

    @Override
    public void started(Run run) {
        resting.remove(run.id());
        active.put(run.id(), run);
        RunOrder order = orders.get(run.id());
        if (order == RunOrder.CANCEL) {
            run.ending().cancel();
        } else if (order == RunOrder.PAUSE) {
            // It was told while it was being opened.
            run.ending().halt(SOMEBODY_PAUSED);
        }
    }

    @Override
    public void ended(Run run, Summary summary) {
        active.remove(run.id());
        catalog.forgetRepeat(run.id());
        if (orders.containsKey(run.id())) {
            forget(List.of(run.id()));
        }
    }

    @Override
    public synchronized void suspended(Run run, String reason) {
        active.remove(run.id());
        if (stopping) {
            return;
        }
        resting.put(run.id(), new Rest(run.claim(), reason));
        List<String> together = together(run.id());
        if (together.stream().noneMatch(active::containsKey)
                && together.stream().anyMatch(each -> goesOn(run, each))) {
            goOn(run.claim());
        }
    }

    private boolean goesOn(Run run, String each) {
        boolean toBeCancelled =
                orders.get(each) == RunOrder.CANCEL && !run.ending().isCancelled();
        return toBeCancelled || (run.destination().isStopped() && !orders.containsKey(each));
    }

    @Override
    public void failed(Claim claim, Exception cause) {
        active.remove(claim.run());
        resting.put(claim.run(), new Rest(claim, String.valueOf(cause.getMessage())));
    }

    /** Goes on with a run that nobody works on, unless somebody said otherwise. */
    synchronized void comeBack(String run) {
        Rest rest = orders.containsKey(run) || stopping ? null : resting.get(run);
        if (rest != null && together(run).stream().noneMatch(active::containsKey)) {
            goOn(rest.claim());
        }
    }

    /** A check found a connection in order: its runs need not wait until they find that themselves. */
    void checked(String connection) {
        active.values().stream()
                .map(Run::destination)
                .filter(destination -> destination.connection().equals(connection))
                .forEach(destination -> destination.gate().checked());
    }

    /** Whether a run that has begun still goes this way. */
    boolean isUsed(String route) {
        return active.values().stream()
                .anyMatch(run -> run.destination().route().equals(route));
    }

    @Override
    public Optional<Now> now(String run) {
        return Optional.ofNullable(active.get(run))
                .map(each -> new Now(word(run), each.tally().reading()));
    }

    private String word(String run) {
        RunOrder order = orders.get(run);
        return order == null ? "running" : order == RunOrder.PAUSE ? "pausing" : CANCELLING;
    }

    @Override
    public Optional<Standing> standing(String run) {
        Optional<Standing> rests =
                Optional.ofNullable(resting.get(run)).map(rest -> new Standing(PAUSED, rest.reason()));
        return intake.isBegun()
                ? rests
                : rests.or(() -> Optional.ofNullable(orders.get(run))
                        .map(LiveWork::told)
                        .map(told -> new Standing(told.state(), told.reason())));
    }

    /** Where a run stands that was told something and that no process works on. */
    static Standings.Standing told(RunOrder order) {
        return order == RunOrder.PAUSE
                ? new Standings.Standing(PAUSED, SOMEBODY_PAUSED)
                : new Standings.Standing(CANCELLING, "somebody cancelled it: it ends when Drover runs");
    }

    @Override
    public synchronized void pause(String run) {
        if (orders.containsKey(run)) {
            throw Refusal.conflict("Run " + run + " is " + (active.containsKey(run) ? word(run) : PAUSED) + " already");
        }
        tell(run, RunOrder.PAUSE, SOMEBODY_PAUSED);
    }

    /** Those that travel in one batch are told the same: it can only be made of all of them. */
    private void tell(String run, RunOrder order, String reason) {
        List<String> together = together(run);
        store.change(together.stream().map(order::put).toList());
        together.forEach(each -> orders.put(each, order));
        for (String each : together) {
            Run running = active.get(each);
            if (running != null) {
                running.ending()
                        .halt(each.equals(run) ? reason : reason + " with run " + run + ", whose batch it shares");
                running.destination().wake();
            }
        }
    }

    private List<String> together(String run) {
        return Companions.of(run, journal);
    }

    @Override
    public synchronized void resume(String run) {
        Rest rest = resting.get(run);
        if (rest == null && (intake.isBegun() || orders.get(run) != RunOrder.PAUSE)) {
            throw Refusal.conflict(
                    "Run " + run + (active.containsKey(run) ? " is " + word(run) : " is not paused here"));
        }
        requireRest(run);
        forget(together(run));
        if (rest != null) {
            goOn(rest.claim());
        }
    }

    private void requireRest(String run) {
        together(run).stream().filter(active::containsKey).findFirst().ifPresent(other -> {
            throw Refusal.conflict("Run " + other + " has still to come to rest, whose batch it shares");
        });
    }

    private void forget(List<String> told) {
        told.forEach(orders::remove);
        store.change(told.stream()
                .<Change>map(each -> new Change.Remove(Kind.RUN_STATE, each))
                .toList());
    }

    private void goOn(Claim claim) {
        together(claim.run()).forEach(resting::remove);
        intake.run(claim);
    }

    @Override
    public synchronized void cancel(String run) {
        Rest rest = resting.get(run);
        boolean running = active.containsKey(run);
        if (!running) {
            requireRest(run);
        }
        tell(run, RunOrder.CANCEL, "somebody cancelled it");
        if (!running && rest != null) {
            goOn(rest.claim());
        }
    }

    @Override
    public String gate(String connection) {
        GateState state = catalog.destination(connection)
                .map(Destination::gate)
                .<GateState>map(each -> each.state())
                .orElseGet(GateState.Open::new);
        if (state instanceof GateState.Paused paused) {
            return "paused for " + paused.remaining().toSeconds() + " s";
        }
        return state instanceof GateState.Down down ? "down: " + down.reason() : "open";
    }

    @Override
    public Optional<String> waits(String load) {
        return waiting.reason(load);
    }

    @Override
    public List<WaitingTable> waitingTables(String connection) {
        return waiting.tables(connection);
    }

    @Override
    public Optional<String> nameProblem(String load, String file) {
        return intake.nameProblem(load, file);
    }

    @Override
    public Optional<String> load(String name, String file, Path content, boolean again) throws IOException {
        return intake.load(name, file, content, again);
    }

    @Override
    public ObjectNode plan(String name, String file, Path content) throws IOException {
        return intake.plan(name, file, content);
    }

    @Override
    public List<String> pending(String name, boolean ofConnection) {
        return journal.unended().stream()
                .map(RunEntry::start)
                .filter(start -> name.equals(ofConnection ? start.connection() : start.load()))
                .map(start -> start.run())
                .toList();
    }
}
