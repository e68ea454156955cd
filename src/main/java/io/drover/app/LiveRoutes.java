package io.drover.app;

import io.drover.delivery.Destination;
import io.drover.load.Load;
import io.drover.source.HomeFolders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and ends the routes of connections and loads while Camel runs. A route that something still goes through ends
 * when nothing does any more.
 */
final class LiveRoutes implements Effects, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final long LOOK_MILLIS = 500;

    private final CamelEngine engine;
    private final Inboxes inboxes;
    private final LiveWork work;
    private final HomeFolders home;
    private final LiveCatalog catalog;
    private final Map<String, Sent> senders = new ConcurrentHashMap<>();
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final Map<String, Integer> moves = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Leaving> leaving = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("routes"));

    /** What sends for a connection now. */
    private record Sent(String route, Destination destination) {}

    /** What watches a load's inbox now. */
    private record Watch(String key, Load load) {}

    /** A route on its way out. */
    private record Leaving(String what, BooleanSupplier busy, Runnable end) {}

    LiveRoutes(CamelEngine engine, Inboxes inboxes, LiveWork work, HomeFolders home, LiveCatalog catalog) {
        this.engine = engine;
        this.inboxes = inboxes;
        this.work = work;
        this.home = home;
        this.catalog = catalog;
    }

    /** Takes over what the start began. */
    void begin() {
        for (Sender sender : catalog.senders()) {
            String name = sender.connection().name();
            senders.put(name, new Sent(sender.route(), catalog.destination(name).orElseThrow()));
        }
        catalog.loads().forEach(load -> watches.put(load.name(), new Watch(load.name(), load)));
        var unused = timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void connectionPut(Sender sender, boolean interrupt) {
        String name = sender.connection().name();
        engine.addSender(sender);
        Sent before = senders.put(
                name, new Sent(sender.route(), catalog.destination(name).orElseThrow()));
        if (before != null) {
            if (interrupt) {
                // Its runs end with their records pending, and go on with what the connection is now.
                before.destination().stop();
            }
            leave(before);
        }
    }

    private void leave(Sent sent) {
        leaving.add(new Leaving(
                "attempt-" + sent.route(), () -> work.isUsed(sent.route()), () -> engine.removeSender(sent.route())));
    }

    @Override
    public void connectionRemoved(String name) {
        Sent sent = senders.remove(name);
        if (sent != null) {
            leave(sent);
        }
    }

    @Override
    public void loadPut(Load load) {
        List<String> problems = home.prepare(List.of(load));
        problems.forEach(problem -> LOG.warn("Load can't be watched. load={} problem=\"{}\"", load.name(), problem));
        inboxes.put(load);
        Watch before = watches.get(load.name());
        if (before != null && before.load().inbox().equals(load.inbox())) {
            watches.put(load.name(), new Watch(before.key(), load));
            return;
        }
        int move = moves.merge(load.name(), 1, Integer::sum);
        String key = move == 1 && before == null ? load.name() : load.name() + "." + move;
        engine.bind("inbox-" + load.name(), inboxes.door(load.name()));
        engine.addWatch(key, load);
        watches.put(load.name(), new Watch(key, load));
        if (before != null) {
            leave(before);
        }
    }

    private void leave(Watch watch) {
        leaving.add(new Leaving(
                "pick-up-" + watch.key(),
                () -> engine.isWatchBusy(watch.key()),
                () -> engine.removeWatch(watch.key())));
    }

    @Override
    public void loadRemoved(String name) {
        inboxes.remove(name);
        Watch watch = watches.remove(name);
        if (watch != null) {
            leave(watch);
        }
    }

    private void look() {
        leaving.removeIf(each -> {
            try {
                if (each.busy().getAsBoolean()) {
                    return false;
                }
                each.end().run();
            } catch (RuntimeException e) {
                LOG.warn("Route could not be ended. route={} reason=\"{}\"", each.what(), e.getMessage());
            }
            return true;
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
