package io.drover.app;

import io.drover.route.RouteFiles;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Finds in Camel's chain of exceptions the one that tells what is wrong with a route, and in the files where. */
final class RouteFailure {
    private static final int DEEPEST = 20;
    private static final Pattern ROUTE = Pattern.compile("(?:create route|start route|ids detected): ([\\w-]+)");

    private RouteFailure() {}

    static List<String> describe(Exception failure, RouteFiles files) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof StartException start) {
                return start.problems();
            }
            if (each instanceof MarkedYamlEngineException yaml) {
                return List.of(yaml.getProblemMark().map(RouteFailure::place).orElse("a route file") + ": "
                        + yaml.getProblem());
            }
            if (each.getMessage() != null && text.indexOf(each.getMessage()) < 0) {
                text.append(": ").append(each.getMessage());
            }
            each = each.getCause();
        }
        return List.of(place(text, files) + ": " + text);
    }

    private static String place(Mark mark) {
        String file = mark.getName().startsWith("file:") ? mark.getName().substring("file:".length()) : mark.getName();
        return file + " line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static String place(CharSequence message, RouteFiles files) {
        Matcher route = ROUTE.matcher(message);
        List<String> places = route.find() ? files.places(lineOf("id", route.group(1))) : List.of();
        return places.isEmpty() ? "the routes can't be started" : String.join(" and ", places);
    }

    /** The line that gives a key this value. */
    static Pattern lineOf(String key, String value) {
        return Pattern.compile("^[\\s-]*" + key + ":\\s*[\"']?" + Pattern.quote(value) + "(?![\\w-])");
    }
}
