package io.drover.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parse path map, compiled: a column's name and where in an element its value may stand. */
final class ParsePathMap {
    private static final String MESSAGE = "error_message";
    private static final String CODE = "status_code";

    /** An engine reads steps and brackets within each other by calling itself. */
    private static final int LONGEST_PATH = 1000;

    private final List<String> columns;
    private final List<List<PathEngine.Path>> paths;
    private final List<String> nothing;

    ParsePathMap(Map<String, List<String>> pathsByColumn, PathEngine engine) {
        this.columns = List.copyOf(pathsByColumn.keySet());
        this.paths = pathsByColumn.values().stream()
                .map(several ->
                        several.stream().map(path -> compile(path, engine)).toList())
                .toList();
        this.nothing = columns.stream().map(column -> "").toList();
    }

    static PathEngine.Path compile(String path, PathEngine engine) {
        if (path.length() > LONGEST_PATH) {
            throw new IllegalArgumentException(
                    "a JSONPath must have at most " + LONGEST_PATH + " characters, but one has " + path.length());
        }
        return PlainPath.parse(path).<PathEngine.Path>map(plain -> plain).orElseGet(() -> engine.compile(path));
    }

    /** The columns' values in the tree, in the order of the columns; an empty string where nothing was found. */
    List<String> values(Object tree) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>(paths.size());
        for (List<PathEngine.Path> several : paths) {
            values.add(text(several, tree));
        }
        return List.copyOf(values);
    }

    /** An empty string for each column. */
    List<String> nothing() {
        return nothing;
    }

    /** The API's own words as the configured {@code error_message} finds them; empty when it finds none. */
    String message(Object tree) {
        return value(MESSAGE, tree);
    }

    /** The API's own code as the configured {@code status_code} finds it; empty when it finds none. */
    String code(Object tree) {
        return value(CODE, tree);
    }

    private String value(String column, Object tree) {
        int at = columns.indexOf(column);
        return at < 0 ? "" : text(paths.get(at), tree);
    }

    /** What the first of the paths finds that finds something. */
    private static String text(List<PathEngine.Path> several, Object tree) {
        for (PathEngine.Path path : several) {
            String text = text(path.read(tree));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String text(List<Object> found) {
        return found.size() == 1 ? JsonText.of(found.get(0)) : found.isEmpty() ? "" : JsonText.of(found);
    }
}
