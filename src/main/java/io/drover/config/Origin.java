package io.drover.config;

/**
 * Where a value was set, so that a message can say where to change it.
 *
 * @param place a file, an environment variable or {@code default}
 * @param line 1-based line of the file; 0 where there is none
 */
public record Origin(String place, int line) {
    static final Origin DEFAULT = new Origin("default", 0);

    static Origin file(String file) {
        return new Origin(file, 0);
    }

    static Origin line(String file, int line) {
        return new Origin(file, line);
    }

    static Origin environment(String variable) {
        return new Origin("environment variable " + variable, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? place : place + " line " + line;
    }
}
