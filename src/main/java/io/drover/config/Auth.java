package io.drover.config;

/** The words of the {@code auth} setting. */
enum Auth {
    NONE,
    HEADER,
    BASIC,
    BEARER,
    OAUTH2,
    HMAC
}
