package io.drover.response;

import java.util.List;
import java.util.stream.Collectors;

/** A rules file can't be used; holds every problem found in it, not only the first. */
public final class RulesProblems extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<RulesProblem> problems;

    RulesProblems(List<RulesProblem> problems) {
        super(problems.stream().map(RulesProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** In the order of lines. */
    public List<RulesProblem> problems() {
        return problems;
    }

    /**
     * One thing wrong.
     *
     * @param what the key, what is allowed and the value seen
     * @param line 1-based
     */
    public record RulesProblem(String what, String file, int line) {
        @Override
        public String toString() {
            return what + " (" + file + " line " + line + ")";
        }
    }
}
