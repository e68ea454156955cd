package io.drover.app;

import io.drover.connection.Connection;
import io.drover.delivery.Destination;
import io.drover.delivery.Reach;
import io.drover.load.Load;
import io.drover.run.Catalog;
import io.drover.source.Claim;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The loads and connections there are at this moment, each connection with its one destination at work. Safe for every
 * thread.
 */
final class LiveCatalog implements Catalog {
    private final Map<String, Load> loads = new ConcurrentSkipListMap<>();
    private final Map<String, AtWork> connections = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> changes = new ConcurrentHashMap<>();
    private final Set<String> repeats = ConcurrentHashMap.newKeySet();
    private final Function<Sender, Destination> atWork;

    private record AtWork(Sender sender, Destination destination) {}

    LiveCatalog(Function<Sender, Destination> atWork) {
        this.atWork = atWork;
    }

    @Override
    public Optional<Load> load(String name) {
        return Optional.ofNullable(loads.get(name));
    }

    @Override
    public Optional<Connection> connection(String name) {
        return Optional.ofNullable(connections.get(name))
                .map(each -> each.sender().connection());
    }

    @Override
    public Optional<Destination> destination(String connection) {
        return Optional.ofNullable(connections.get(connection)).map(AtWork::destination);
    }

    @Override
    public boolean mayRepeat(Claim claim) {
        return repeats.contains(claim.run());
    }

    Collection<Load> loads() {
        return loads.values();
    }

    Collection<Sender> senders() {
        return connections.values().stream().map(AtWork::sender).toList();
    }

    Collection<Connection> connections() {
        return connections.values().stream()
                .map(each -> each.sender().connection())
                .toList();
    }

    Collection<Destination> destinations() {
        return connections.values().stream().map(AtWork::destination).toList();
    }

    /**
     * Puts a connection in place of an earlier one. Runs that have begun keep the destination they have.
     *
     * @return with a route of its own
     */
    Sender put(Connection connection, Reach reach) {
        int change = changes.merge(connection.name(), 1, Integer::sum);
        // A dot can't be in a name, so no other connection's route is called like this.
        String route = change == 1 ? connection.name() : connection.name() + "." + change;
        Sender sender = new Sender(route, connection, reach);
        connections.put(connection.name(), new AtWork(sender, atWork.apply(sender)));
        return sender;
    }

    void removeConnection(String name) {
        connections.remove(name);
    }

    void put(Load load) {
        loads.put(load.name(), load);
    }

    void removeLoad(String name) {
        loads.remove(name);
    }

    /** This claim may hold content that was loaded before. */
    void allowRepeat(String run) {
        repeats.add(run);
    }

    void forgetRepeat(String run) {
        repeats.remove(run);
    }
}
