package io.drover.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Environment variables laid over the values of the file. */
final class Environment {
    private static final String FROM_FILE = "_FILE";

    private final Map<String, String> variables;
    private final Map<String, Value> values;
    private final List<Problem> problems;
    private final Set<String> declared = new TreeSet<>();
    private final Set<String> overridden = new TreeSet<>();

    /** Values and problems are added to the two collections. */
    Environment(Map<String, String> variables, Map<String, Value> values, List<Problem> problems) {
        this.variables = new TreeMap<>(variables);
        this.values = values;
        this.problems = problems;
    }

    /** What a variable may mean. */
    private record Match(String key, boolean fromFile, boolean declared) {}

    void apply() {
        values.keySet()
                .forEach(key -> Keys.scoped(key).ifPresent(parts -> declared.add(parts.prefix() + parts.name())));
        variables.forEach((variable, text) -> {
            if (variable.startsWith(Key.variable(Key.CONNECTIONS))) {
                applyScoped(variable, text, Key.CONNECTIONS);
            } else if (variable.startsWith(Key.variable(Key.LOADS))) {
                applyScoped(variable, text, Key.LOADS);
            } else {
                // Others are left alone: Kubernetes injects DROVER_PORT and the like into pods beside a service
                // named drover.
                applyGeneral(variable, text);
            }
        });
    }

    private void applyGeneral(String variable, String text) {
        // A service named drover-server makes Kubernetes set DROVER_SERVER_PORT to such an address.
        if (text.startsWith("tcp://")) {
            return;
        }
        for (Key<?> key : GeneralKeys.ALL) {
            if (variable.equals(key.environment())) {
                set(new Match(key.pattern(), false, true), variable, text);
            } else if (variable.equals(key.environment() + FROM_FILE)) {
                set(new Match(key.pattern(), true, true), variable, text);
            }
        }
    }

    private void applyScoped(String variable, String text, String scope) {
        List<Match> matches = matches(variable, scope);
        List<Match> sure = matches.stream().filter(Match::declared).toList();
        if (matches.isEmpty()) {
            String nearest = Keys.nearest(variable, knownVariables(scope))
                    .map(known -> "; the nearest is " + known)
                    .orElse("");
            problems.add(new Problem(variable + " is not a known variable" + nearest, Origin.environment(variable)));
        } else if (sure.size() > 1) {
            String what = variable + " must mean one key, but may be "
                    + sure.get(0).key() + " or " + sure.get(1).key();
            problems.add(new Problem(what, Origin.environment(variable)));
        } else {
            set(sure.isEmpty() ? matches.get(0) : sure.get(0), variable, text);
        }
    }

    /** Every reading of the variable, the one with the shortest name first. */
    private List<Match> matches(String variable, String scope) {
        List<Match> matches = new ArrayList<>();
        String rest = variable.substring(Key.variable(scope).length());
        for (Key<?> key : Keys.ALL) {
            if (key.scope().equals(scope)) {
                String ending = "_" + Key.variable(key.suffix());
                if (rest.endsWith(ending)) {
                    addMatches(matches, key, rest.substring(0, rest.length() - ending.length()), false);
                } else if (rest.endsWith(ending + FROM_FILE)) {
                    int end = rest.length() - ending.length() - FROM_FILE.length();
                    addMatches(matches, key, rest.substring(0, end), true);
                }
            }
        }
        matches.sort(Comparator.comparingInt(match -> nameLength(match.key())));
        return matches;
    }

    private void addMatches(List<Match> matches, Key<?> key, String name, boolean fromFile) {
        List<String> names = declared.stream()
                .filter(each -> each.startsWith(key.scope()))
                .map(each -> each.substring(key.scope().length()))
                .filter(each -> Key.variable(each).equals(name))
                .toList();
        names.forEach(each -> matches.add(new Match(key.of(each), fromFile, true)));
        if (names.isEmpty() && !name.isEmpty()) {
            String undeclared = name.toLowerCase(Locale.ROOT).replace('_', '-');
            matches.add(new Match(key.of(undeclared), fromFile, false));
        }
    }

    private static int nameLength(String key) {
        return Keys.scoped(key).map(parts -> parts.name().length()).orElse(0);
    }

    private List<String> knownVariables(String scope) {
        return declared.stream()
                .filter(each -> each.startsWith(scope))
                .flatMap(each -> Keys.ALL.stream()
                        .filter(key -> key.scope().equals(scope))
                        .map(key -> Key.variable(each + "." + key.suffix())))
                .toList();
    }

    private void set(Match match, String variable, String text) {
        Origin origin = Origin.environment(variable);
        if (!overridden.add(match.key())) {
            String what =
                    match.key() + " must be set by one variable, with or without " + FROM_FILE + ", but is by two";
            problems.add(new Problem(what, origin));
        } else if (match.fromFile()) {
            setFromFile(match.key(), variable, text);
        } else {
            values.put(match.key(), new Value(text, origin));
        }
    }

    private void setFromFile(String key, String variable, String file) {
        Origin origin = Origin.environment(variable);
        try {
            String text = Files.readString(Path.of(file));
            values.put(key, new Value(text.replaceFirst("\r?\n\\z", ""), origin));
        } catch (IOException | InvalidPathException unreadable) {
            String what = variable + " must name a UTF-8 file that can be read, but was " + file + ": "
                    + unreadable.getClass().getSimpleName();
            problems.add(new Problem(what, origin));
        }
    }
}
