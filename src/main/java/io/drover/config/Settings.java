package io.drover.config;

import io.drover.connection.Connection;
import io.drover.load.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The whole configuration, checked.
 *
 * @param home absolute
 * @param directory the working directory, against which files are resolved
 * @param serverPort 0: a free one
 * @param managementPort 0: a free one
 * @param deliverTo the endpoint that run-file hands batches to
 * @param allowedHosts hosts that connections of the management API may reach whatever they are
 * @param history how long ended runs are remembered
 * @param embedOrigins whose pages may show the form for a connection
 * @param keys what opens the management API and the store's secrets
 * @param connections by name, in the order of names
 * @param loads in the order of names
 * @param others keys without the {@code drover.} prefix: Camel's own, and placeholders of routes
 * @param warnings that don't stop the start
 * @param effective every key with its value in force, where it was set, secrets masked
 * @param source the configuration file, as a message names it
 */
public record Settings(
        Path home,
        Path directory,
        String serverHost,
        int serverPort,
        int managementPort,
        Duration history,
        LogFormat logFormat,
        LogLevel logLevel,
        String deliverTo,
        List<String> allowedHosts,
        List<String> embedOrigins,
        AccessKeys keys,
        List<Connection> connections,
        List<Load> loads,
        Map<String, String> others,
        List<Problem> warnings,
        List<EffectiveValue> effective,
        Origin source) {
    public Settings {
        allowedHosts = List.copyOf(allowedHosts);
        embedOrigins = List.copyOf(embedOrigins);
        connections = List.copyOf(connections);
        loads = List.copyOf(loads);
        others = Map.copyOf(others);
        warnings = List.copyOf(warnings);
        effective = List.copyOf(effective);
    }

    public Optional<Connection> connection(String name) {
        return connections.stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst();
    }

    public Optional<Load> load(String name) {
        return loads.stream().filter(load -> load.name().equals(name)).findFirst();
    }

    /** The same settings for another home. */
    public Settings in(Path otherHome, List<Load> loadsThere) {
        return with(otherHome, connections, loadsThere, warnings);
    }

    /** The same settings with other connections and loads. */
    public Settings with(List<Connection> otherConnections, List<Load> otherLoads) {
        return with(home, otherConnections, otherLoads, warnings);
    }

    /** The same settings with more that is odd. */
    public Settings warnedOf(List<Problem> more) {
        return with(
                home,
                connections,
                loads,
                Stream.concat(warnings.stream(), more.stream()).toList());
    }

    private Settings with(
            Path otherHome, List<Connection> otherConnections, List<Load> otherLoads, List<Problem> otherWarnings) {
        return new Settings(
                otherHome,
                directory,
                serverHost,
                serverPort,
                managementPort,
                history,
                logFormat,
                logLevel,
                deliverTo,
                allowedHosts,
                embedOrigins,
                keys,
                otherConnections,
                otherLoads,
                others,
                otherWarnings,
                effective,
                source);
    }

    /**
     * For commands that have nothing to do without a load.
     *
     * @throws SettingsProblems when there is none
     */
    public void requireLoads() {
        if (loads.isEmpty()) {
            String what = "at least one load must be configured, but there is none: set drover.loads.NAME.connection";
            throw new SettingsProblems(List.of(new Problem(what, source)));
        }
    }

    /**
     * The load of that name.
     *
     * @throws SettingsProblems naming the nearest load when there is none
     */
    public Load requireLoad(String name) {
        return load(name).orElseThrow(() -> {
            List<String> names = loads.stream().map(Load::name).toList();
            String nearest = Keys.nearest(name, names)
                    .map(known -> "; the nearest is " + known)
                    .orElse("");
            String what = "the load must be one of " + names + ", but was " + name + nearest;
            return new SettingsProblems(List.of(new Problem(what, source)));
        });
    }

    /** Reads what the source holds; the home is resolved against the directory. */
    static Settings of(Values values, Path directory, Map<String, String> others, Origin source) {
        values.check();
        Path home =
                directory.toAbsolutePath().resolve(values.get(GeneralKeys.HOME)).normalize();
        Map<String, Connection> connections = new TreeMap<>();
        var connectionNames = values.names(Key.CONNECTIONS);
        connectionNames.forEach(name -> connections.put(name, new ConnectionReader(values, name, directory).read()));
        LoadReader loadReader = new LoadReader(values, directory, home, connections, connectionNames);
        var loadNames = values.names(Key.LOADS);
        List<Load> loads = loadNames.stream().map(loadReader::read).toList();
        int serverPort = values.get(GeneralKeys.SERVER_PORT);
        int managementPort = values.get(GeneralKeys.MANAGEMENT_PORT);
        if (serverPort == managementPort && serverPort != 0) {
            String what = "must differ from " + GeneralKeys.SERVER_PORT.pattern() + ", but both are " + serverPort;
            values.refuse(GeneralKeys.MANAGEMENT_PORT, "", what);
        }
        Settings settings = new Settings(
                home,
                directory,
                values.get(GeneralKeys.SERVER_HOST),
                serverPort,
                managementPort,
                values.get(GeneralKeys.HISTORY),
                values.get(GeneralKeys.LOG_FORMAT),
                values.get(GeneralKeys.LOG_LEVEL),
                values.get(GeneralKeys.DELIVER_TO),
                values.get(GeneralKeys.ALLOWED_HOSTS),
                values.get(GeneralKeys.EMBED_ORIGINS),
                accessKeys(values),
                List.copyOf(connections.values()),
                loads,
                others,
                values.warnings(),
                values.effective(connectionNames, loadNames),
                source);
        values.throwProblems();
        return settings;
    }

    private static AccessKeys accessKeys(Values values) {
        return new AccessKeys(
                values.get(GeneralKeys.API_TOKEN),
                values.get(GeneralKeys.SECRETS_KEY),
                values.get(GeneralKeys.SECRETS_OLD_KEY));
    }
}
