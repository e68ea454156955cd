package io.drover.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Change;
import io.drover.connection.store.Kind;
import io.drover.connection.store.RunOrder;
import io.drover.connection.store.Store;
import io.drover.delivery.Destination;
import io.drover.delivery.GateState;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.management.Definitions;
import io.drover.management.Refusal;
import io.drover.management.Work;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.source.Claim;
import io.drover.source.Claims;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The runs of this process and what they are told. */
final class LiveWork implements Work, RunListener {
    private static final String PAUSED = "paused";

    private final LiveCatalog catalog;
    private final Store store;
    private final Journal journal;
    private final Claims claims;
    private final Definitions definitions;
    private final Map<String, Run> active = new ConcurrentHashMap<>();
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();
    private final Map<String, RunOrder> orders = new ConcurrentHashMap<>();
    private volatile Consumer<Claim> runs = claim -> {
        throw Refusal.conflict("No Drover runs here: start 'drover run'");
    };
    private volatile boolean stopping;

    /** A claim that nobody works on. */
    private record Rest(Claim claim, String reason) {}

    LiveWork(LiveCatalog catalog, Store store, Journal journal, Claims claims, Definitions definitions) {
        this.catalog = catalog;
        this.store = store;
        this.journal = journal;
        this.claims = claims;
        this.definitions = definitions;
        orders.putAll(store.runOrders());
    }

    /** From now on claims become runs. */
    void begin(Consumer<Claim> running) {
        runs = running;
    }

    /** From now on a run that ends early is left for the next start. */
    void stop() {
        stopping = true;
    }

    /** What to go on with at the start: runs that somebody paused stay where they are. */
    List<Claim> toGoOnWith(List<Claim> pending) {
        pending.stream()
                .filter(claim -> orders.get(claim.run()) == RunOrder.PAUSE)
                .forEach(claim -> resting.put(claim.run(), new Rest(claim, "somebody paused it")));
        return pending.stream()
                .filter(claim -> orders.get(claim.run()) != RunOrder.PAUSE)
                .toList();
    }

    @Override
    public void started(Run run) {
        resting.remove(run.id());
        active.put(run.id(), run);
        if (orders.get(run.id()) == RunOrder.CANCEL) {
            run.ending().cancel();
        }
    }

    @Override
    public void ended(Run run, Summary summary) {
        active.remove(run.id());
        catalog.forgetRepeat(run.id());
        if (orders.remove(run.id()) != null) {
            store.change(List.of(new Change.Remove(Kind.RUN_STATE, run.id())));
        }
    }

    @Override
    public void suspended(Run run, String reason) {
        active.remove(run.id());
        if (stopping) {
            return;
        }
        boolean toBeCancelled =
                orders.get(run.id()) == RunOrder.CANCEL && !run.ending().isCancelled();
        boolean replaced = run.destination().isStopped() && !orders.containsKey(run.id());
        if (toBeCancelled || replaced) {
            runs.accept(run.claim());
        } else {
            resting.put(run.id(), new Rest(run.claim(), reason));
        }
    }

    @Override
    public void failed(Claim claim, Exception cause) {
        active.remove(claim.run());
        resting.put(claim.run(), new Rest(claim, String.valueOf(cause.getMessage())));
    }

    /** Goes on with a run that nobody works on, unless somebody said otherwise. */
    synchronized void comeBack(String run) {
        Rest rest = orders.containsKey(run) || stopping ? null : resting.get(run);
        if (rest != null) {
            goOn(rest.claim());
        }
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
        return order == null ? "running" : order == RunOrder.PAUSE ? "pausing" : "cancelling";
    }

    @Override
    public Optional<Standing> standing(String run) {
        return Optional.ofNullable(resting.get(run)).map(rest -> new Standing(PAUSED, rest.reason()));
    }

    @Override
    public synchronized void pause(String run) {
        if (orders.containsKey(run)) {
            throw Refusal.conflict("Run " + run + " is " + (active.containsKey(run) ? word(run) : PAUSED) + " already");
        }
        order(run, RunOrder.PAUSE);
        Run running = active.get(run);
        if (running != null) {
            running.ending().halt("somebody paused it");
        }
    }

    private void order(String run, RunOrder order) {
        store.change(List.of(order.put(run)));
        orders.put(run, order);
    }

    @Override
    public synchronized void resume(String run) {
        Rest rest = resting.get(run);
        if (rest == null) {
            throw Refusal.conflict(
                    "Run " + run + (active.containsKey(run) ? " is " + word(run) : " is not paused here"));
        }
        orders.remove(run);
        store.change(List.of(new Change.Remove(Kind.RUN_STATE, run)));
        goOn(rest.claim());
    }

    private void goOn(Claim claim) {
        resting.remove(claim.run());
        runs.accept(claim);
    }

    @Override
    public synchronized void cancel(String run) {
        Run running = active.get(run);
        Rest rest = resting.get(run);
        if (running == null && rest == null) {
            throw Refusal.conflict("Run " + run + " is not under way here");
        }
        order(run, RunOrder.CANCEL);
        if (running != null) {
            running.ending().halt("somebody cancelled it");
        } else if (rest != null) {
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
        if (definitions.isPaused(load)) {
            return Optional.of("somebody paused it");
        }
        return catalog.load(load)
                .map(Load::connection)
                .filter(connection -> definitions.state(connection).isInvalid())
                .map(connection -> "its connection " + connection + " is invalid: check or reauthorize it");
    }

    @Override
    public Optional<String> load(String name, String file, Path content, boolean again) throws IOException {
        Load load = catalog.load(name).orElseThrow(() -> Refusal.conflict("Load " + name + " can't be used now"));
        if (waits(name).isPresent()) {
            leaveInInbox(load, file, content);
            return Optional.empty();
        }
        Claim claim;
        try (InputStream in = Files.newInputStream(content)) {
            claim = claims.claim(load, file, in);
        }
        Optional<RunEntry> before = again || load.duplicates() == Duplicates.LOAD
                ? Optional.empty()
                : journal.runsOf(name, claim.sha256()).stream().findFirst();
        if (before.isPresent()) {
            claims.discard(claim);
            throw Refusal.conflict("The same content was loaded before, by run "
                    + before.get().start().run() + " as " + before.get().start().file());
        }
        if (again) {
            catalog.allowRepeat(claim.run());
        }
        runs.accept(claim);
        return Optional.of(claim.run());
    }

    /** Whole at once, under a name that no inbox takes until it is. */
    private static void leaveInInbox(Load load, String file, Path content) throws IOException {
        Path target = load.inbox().resolve(file);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.conflict("A file named " + file + " waits in the inbox already");
        }
        Path part = Files.createTempFile(load.inbox(), ".upload", ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target);
    }

    @Override
    public ObjectNode plan(String name, String file, Path content) throws IOException {
        Load load = catalog.load(name).orElseThrow(() -> Refusal.conflict("Load " + name + " can't be used now"));
        return FilePlan.of(load, catalog.connection(load.connection()).orElseThrow(), file, content);
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
