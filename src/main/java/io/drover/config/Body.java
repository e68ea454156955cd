package io.drover.config;

/** The words for the shape of a request's body. */
enum Body {
    ARRAY,
    WRAPPED,
    OBJECT,
    NDJSON,
    FORM
}
