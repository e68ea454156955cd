package io.drover.response;

import java.util.List;
import java.util.Optional;

/**
 * One list of an answer: where it is, what its elements say, and whom they mean.
 *
 * @param path a JSONPath in the answer
 * @param unwrap each element holds what counts one level deeper: under this name, or {@code *} for its only member
 *     whatever its name; empty: it is what counts itself
 * @param elements what an element says: the first case that holds; without cases the role of the list
 */
record ListRule(
        String path,
        SplitRole role,
        String unwrap,
        Decoding decode,
        List<ElementCase> elements,
        Correlation correlation) {
    /** The name for {@link #unwrap} that means the only member. */
    static final String ONLY_MEMBER = "*";

    ListRule {
        elements = List.copyOf(elements);
    }

    /** How a text in the answer holds JSON. */
    enum Decoding {
        NONE,
        /** The text is JSON. */
        JSON,
        /** The text is JSON in Base64. */
        BASE64
    }

    /**
     * One kind of element.
     *
     * @param when empty: every element that no case before it was for
     */
    record ElementCase(Optional<Condition> when, SplitRole role) {}
}
