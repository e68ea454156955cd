package io.drover.config;

/** The words of the {@code request-compression} setting. */
enum Compression {
    NONE,
    GZIP
}
