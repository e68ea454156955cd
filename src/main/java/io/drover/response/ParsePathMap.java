package io.drover.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parse path map, compiled: a column's name and where in an element its value stands. */
final class ParsePathMap {
    private static final String MESSAGE = "error_message";

    private final List<String> columns;
    private final List<PathEngine.Path> paths;
    private final List<String> nothing;

    ParsePathMap(Map<String, String> pathsByColumn, PathEngine engine) {
        this.columns = List.copyOf(pathsByColumn.keySet());
        this.paths = pathsByColumn.values().stream()
                .map(path -> compile(path, engine))
                .toList();
        this.nothing = columns.stream().map(column -> "").toList();
    }

    static PathEngine.Path compile(String path, PathEngine engine) {
        return PlainPath.parse(path).<PathEngine.Path>map(plain -> plain).orElseGet(() -> engine.compile(path));
    }

    /** The columns' values in the tree, in the order of the columns; an empty string where nothing was found. */
    List<String> values(Object tree) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>(paths.size());
        for (PathEngine.Path path : paths) {
            values.add(text(path.read(tree)));
        }
        return List.copyOf(values);
    }

    /** An empty string for each column. */
    List<String> nothing() {
        return nothing;
    }

    /** The API's own words as the configured {@code error_message} finds them; empty when it finds none. */
    String message(Object tree) {
        int at = columns.indexOf(MESSAGE);
        return at < 0 ? "" : text(paths.get(at).read(tree));
    }

    private static String text(List<Object> found) {
        return found.size() == 1 ? JsonText.of(found.get(0)) : found.isEmpty() ? "" : JsonText.of(found);
    }
}
