package io.drover.config;

import io.drover.connection.Accounts;
import io.drover.connection.Connection;
import io.drover.connection.store.Field;
import io.drover.load.Load;
import io.drover.load.Tables;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Connections and loads out of fields in snake case, by the same keys and rules as out of a configuration file. */
public final class Drafts {
    private static final Pattern KEY = Pattern.compile("drover\\.(?:connections|loads)\\.[^.\\s]+\\.([a-z][a-z0-9-]*)");
    private static final Origin REQUEST = new Origin("request", 0);

    private Drafts() {}

    /** The fields of a connection. */
    public static List<Field> connectionFields() {
        return fields(ConnectionKeys.ALL);
    }

    /** The fields of a load. */
    public static List<Field> loadFields() {
        return fields(LoadKeys.ALL);
    }

    private static List<Field> fields(List<Key<?>> keys) {
        return keys.stream()
                .map(key -> new Field(
                        field(key.suffix()),
                        key.meaning(),
                        key.type().allowed(),
                        key.defaultText(),
                        key.example(),
                        key.type().form()))
                .toList();
    }

    static String field(String suffix) {
        return suffix.replace('-', '_');
    }

    /**
     * A connection of its fields.
     *
     * @param fields as text, secrets among them
     * @param directory the working directory, against which files are resolved
     * @throws SettingsProblems naming the fields
     */
    public static Connection connection(String name, Map<String, String> fields, Path directory) {
        Values values = values(Key.CONNECTIONS, name, fields);
        Connection connection = new ConnectionReader(values, name, directory).read();
        values.throwProblems();
        return connection;
    }

    /**
     * A load of its fields.
     *
     * @param settings of the process it runs in
     * @param connections all there are
     * @throws SettingsProblems naming the fields
     */
    public static Load load(
            String name, Map<String, String> fields, Settings settings, Collection<Connection> connections) {
        Values values = values(Key.LOADS, name, fields);
        Map<String, Connection> byName =
                connections.stream().collect(Collectors.toMap(Connection::name, Function.identity()));
        Load load = new LoadReader(values, settings.directory(), settings.home(), byName, byName.keySet()).read(name);
        values.throwProblems();
        return load;
    }

    /** How the accounts of a connection are found; what is wrong in the fields has its default. */
    public static Accounts accounts(String name, Map<String, String> fields) {
        return ConnectionReader.accounts(values(Key.CONNECTIONS, name, fields), name);
    }

    /** What a connection says about tables; what is wrong in its fields has its default. */
    public static Tables tables(String name, Map<String, String> fields, Settings settings) {
        return new LoadTemplate(values(Key.CONNECTIONS, name, fields), name, settings.directory())
                .read(settings.home());
    }

    private static Values values(String scope, String name, Map<String, String> fields) {
        Map<String, Value> texts = new LinkedHashMap<>();
        fields.forEach((field, text) -> texts.put(
                scope + name + "." + field.toLowerCase(Locale.ROOT).replace('_', '-'), new Value(text, REQUEST)));
        Values values = new Values(texts, REQUEST, new java.util.ArrayList<>());
        values.names(scope);
        values.check();
        return values;
    }

    /** The field that a problem is about; empty when it is about none. */
    public static String fieldOf(Problem problem) {
        var key = KEY.matcher(problem.what());
        return key.lookingAt() ? field(key.group(1)) : "";
    }

    /** All that is wrong, in the names of fields instead of keys. */
    public static String messageOf(SettingsProblems problems) {
        return problems.problems().stream().map(Drafts::messageOf).collect(Collectors.joining("; "));
    }

    /** What is wrong, in the names of fields instead of keys. */
    public static String messageOf(Problem problem) {
        return KEY.matcher(problem.what()).replaceAll(key -> field(key.group(1)));
    }
}
