package io.drover.response;

import java.util.List;

/** Compiles a JSONPath of any kind; the one implementation in use is camel-jsonpath's. */
@FunctionalInterface
public interface PathEngine {
    /**
     * Compiles the expression once, for many answers.
     *
     * @throws IllegalArgumentException when the expression is not a JSONPath
     */
    Path compile(String expression);

    /** A compiled JSONPath. */
    @FunctionalInterface
    interface Path {
        /**
         * What the path finds in the tree, in document order; empty when a step on the way is missing. An
         * entry is null where the tree holds JSON's null.
         */
        List<Object> read(Object tree);
    }
}
