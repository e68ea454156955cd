package io.drover.response;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rules file as it was read.
 *
 * @param name the file, or the name of shipped rules; for messages
 * @param text YAML
 */
public record RulesText(String name, String text) {
    /**
     * The rules it holds.
     *
     * @throws RulesProblems with every problem in it
     */
    ResponseRules read() {
        return new RulesReader(this).read();
    }

    /** What is wrong with it, as far as can be seen without compiling its paths. */
    public List<RulesProblems.RulesProblem> problems() {
        return problems(Optional.empty());
    }

    /** What is wrong with it. */
    public List<RulesProblems.RulesProblem> problems(PathEngine engine) {
        return problems(Optional.of(engine));
    }

    private List<RulesProblems.RulesProblem> problems(Optional<PathEngine> engine) {
        try {
            Objects.requireNonNull(new RulesReader(this, engine).read());
            return List.of();
        } catch (RulesProblems e) {
            return e.problems();
        }
    }

    /** What stands in it as {@code description}: one line for people; empty where there is none. */
    public String description() {
        return new RulesReader(this).description();
    }
}
