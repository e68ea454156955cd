package io.drover.config;

import io.drover.response.RulesProblems.RulesProblem;
import io.drover.response.RulesText;
import io.drover.response.ShippedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The rules that the {@code response} key of one connection names: a file, or rules that come with Drover. */
final class ResponseRulesFile {
    private final Values values;
    private final String name;
    private final Path directory;

    /**
     * For one connection.
     *
     * @param directory against which a relative file is resolved
     */
    ResponseRulesFile(Values values, String name, Path directory) {
        this.values = values;
        this.name = name;
        this.directory = directory;
    }

    /** The rules; empty where none are named, and where problems were noted. */
    Optional<RulesText> read() {
        String named = values.get(ConnectionKeys.RESPONSE, name);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        refuseBeside(ConnectionKeys.RESPONSE_SPLIT_PATH, "");
        refuseBeside(ConnectionKeys.CORRELATE, "auto");
        Optional<RulesText> rules = file(named).or(() -> ShippedRules.find(named));
        if (rules.isEmpty()) {
            String nearest = Keys.nearest(named, ShippedRules.NAMES)
                    .map(known -> "; the nearest is " + known)
                    .orElse("");
            refuse("must be a rules file that is there, or one of " + String.join(", ", ShippedRules.NAMES)
                    + ", but was " + named + nearest);
            return Optional.empty();
        }
        var problems = rules.get().problems();
        for (RulesProblem problem : problems) {
            values.refuse(new Problem(problem.what(), new Origin(problem.file(), problem.line())));
        }
        return problems.isEmpty() ? rules : Optional.empty();
    }

    /** The rules file says the same in full. */
    private void refuseBeside(Key<?> shortForm, String nothing) {
        if (!values.text(shortForm, name).strip().equals(nothing)) {
            values.refuse(
                    shortForm,
                    name,
                    "must not be set beside " + ConnectionKeys.RESPONSE.of(name)
                            + ", whose rules take its place, but was " + values.text(shortForm, name));
        }
    }

    private Optional<RulesText> file(String named) {
        try {
            Path file = directory.resolve(named);
            return Files.isRegularFile(file)
                    ? Optional.of(new RulesText(named, Files.readString(file)))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            refuse("must be a rules file in UTF-8 that can be read, but " + named + " can't: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void refuse(String predicate) {
        values.refuse(ConnectionKeys.RESPONSE, name, predicate);
    }
}
