package io.drover.config;

import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.load.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a connection says about tables that have no load yet. */
final class LoadTemplate {
    private static final String SAMPLE = "template";

    private final Values values;
    private final String name;
    private final Path directory;

    LoadTemplate(Values values, String name, Path directory) {
        this.values = values;
        this.name = name;
        this.directory = directory;
    }

    /** Notes what would keep a load from being made. */
    void check(Connection connection) {
        Map<String, String> fields = fields();
        for (Key<?> fixed : List.of(LoadKeys.CONNECTION, LoadKeys.INBOX)) {
            if (fields.containsKey(fixed.suffix())) {
                refuse("must not name " + fixed.suffix() + ", which follows from the table, but does");
            }
        }
        List<Problem> problems = new ArrayList<>();
        sample(problems, directory, Map.of(name, connection));
        problems.stream().distinct().forEach(problem -> refuse("is no load: " + Drafts.messageOf(problem)));
    }

    /** By names in snake case, however they are written. */
    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        values.get(TableKeys.LOAD_TEMPLATE, name)
                .forEach((field, text) -> fields.put(Drafts.field(field.toLowerCase(Locale.ROOT)), text));
        return fields;
    }

    private void refuse(String predicate) {
        values.refuse(TableKeys.LOAD_TEMPLATE, name, predicate);
    }

    /** What it says; problems are left out, they were told when it was checked. */
    Tables read(Path home) {
        Map<String, String> fields = fields();
        fields.put(LoadKeys.CONNECTION.suffix(), name);
        Path inbox = home.resolve(values.get(TableKeys.TABLES_INBOX, name)).normalize();
        return new Tables(
                values.get(TableKeys.CREATE_LOADS, name),
                values.get(TableKeys.TABLE_PATTERN, name),
                fields,
                sample(new ArrayList<>(), home, Map.of()).watching(inbox));
    }

    private Load sample(List<Problem> problems, Path home, Map<String, Connection> connections) {
        Map<String, Value> texts = new LinkedHashMap<>();
        Origin origin = values.originOf(TableKeys.LOAD_TEMPLATE, name);
        fields().forEach((field, text) -> texts.put(key(field), new Value(text, origin)));
        texts.put(key(LoadKeys.CONNECTION.suffix()), new Value(name, origin));
        Values ofLoad = new Values(texts, origin, problems);
        ofLoad.check();
        return new LoadReader(ofLoad, directory, home, connections, connections.keySet()).read(SAMPLE);
    }

    private static String key(String field) {
        return Key.LOADS + SAMPLE + "." + field.replace('_', '-');
    }
}
