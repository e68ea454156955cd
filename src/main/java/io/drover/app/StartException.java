package io.drover.app;

import java.util.List;

/** Drover can't start as it is configured; each problem says what, where and what to change. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    StartException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    StartException(List<String> problems, Exception cause) {
        super(String.join(System.lineSeparator(), problems), cause);
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
