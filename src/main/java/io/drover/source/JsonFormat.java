package io.drover.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How JSON sources are read: strict RFC 8259, with limits that keep one record from filling the memory. */
final class JsonFormat {
    private static final int MAX_DEPTH = 1000;
    private static final int MAX_STRING = Window.RECORD_LIMIT / 2;
    private static final int MAX_NUMBER = 4096;
    private static final int MAX_NAME = 50_000;

    /** The limits in words. */
    static final String LIMITS = "a limit: depth " + MAX_DEPTH + ", " + MAX_STRING + " characters in a text, "
            + MAX_NAME + " in a name, " + MAX_NUMBER + " digits";

    /** Names are not interned: a source may hold any number of them. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build();

    private JsonFormat() {}
}
