package io.drover.app;

import io.drover.config.Settings;
import io.drover.connection.Connection;
import io.drover.delivery.Destination;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.run.Catalog;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The loads and connections of the configuration, each connection with its one destination at work. */
final class ConfiguredCatalog implements Catalog {
    private final Map<String, Load> loads = new LinkedHashMap<>();
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, Destination> destinations = new LinkedHashMap<>();

    ConfiguredCatalog(Settings settings, Function<Connection, Destination> atWork) {
        settings.loads().forEach(load -> loads.put(load.name(), load));
        for (Connection connection : settings.connections()) {
            connections.put(connection.name(), connection);
            destinations.put(connection.name(), atWork.apply(connection));
        }
    }

    @Override
    public Optional<Load> load(String name) {
        return Optional.ofNullable(loads.get(name));
    }

    @Override
    public Optional<Connection> connection(String name) {
        return Optional.ofNullable(connections.get(name));
    }

    @Override
    public Optional<Destination> destination(String connection) {
        return Optional.ofNullable(destinations.get(connection));
    }

    Collection<Load> loads() {
        return loads.values();
    }

    Collection<Connection> connections() {
        return connections.values();
    }

    Collection<Destination> destinations() {
        return destinations.values();
    }

    /** From now on this load takes content it had before. */
    void allowDuplicates(Load load) {
        loads.put(load.name(), load.with(Duplicates.LOAD));
    }
}
