package io.drover.config;

/** A value as it was written, not yet understood. */
record Value(String text, Origin origin) {}
