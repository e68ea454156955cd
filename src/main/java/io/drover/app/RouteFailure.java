package io.drover.app;

/** Finds in Camel's chain of exceptions the one that tells what is wrong with a route. */
final class RouteFailure {
    private RouteFailure() {}

    static String describe(Exception failure) {
        Throwable deepest = failure;
        StringBuilder text = new StringBuilder("the routes can't be started: ").append(failure.getMessage());
        for (int depth = 0; deepest.getCause() != null && depth < 20; depth++) {
            if (deepest instanceof StartException start) {
                return String.join(System.lineSeparator(), start.problems());
            }
            deepest = deepest.getCause();
            if (deepest.getMessage() != null && text.indexOf(deepest.getMessage()) < 0) {
                text.append(": ").append(deepest.getMessage());
            }
        }
        return deepest instanceof StartException start
                ? String.join(System.lineSeparator(), start.problems())
                : text.toString();
    }
}
