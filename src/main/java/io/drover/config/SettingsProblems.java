package io.drover.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used; holds every problem found, not only the first. */
public final class SettingsProblems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SettingsProblems(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the files and lines they were found in. */
    public List<Problem> problems() {
        return problems;
    }
}
