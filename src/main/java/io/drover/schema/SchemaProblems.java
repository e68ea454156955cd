package io.drover.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A schema file can't be used; holds everything found, in the order of lines. */
public final class SchemaProblems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SchemaProblem> problems;

    SchemaProblems(List<SchemaProblem> problems) {
        super(problems.stream().map(SchemaProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /**
     * One thing that is wrong.
     *
     * @param line 1-based
     */
    public record SchemaProblem(int line, String what) {
        @Override
        public String toString() {
            return what + " (line " + line + ")";
        }
    }

    public List<SchemaProblem> problems() {
        return problems;
    }
}
