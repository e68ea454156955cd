package io.drover.config;

/** The words of the {@code oauth-grant} setting, which are those of RFC 6749. */
enum Grant {
    CLIENT_CREDENTIALS,
    REFRESH_TOKEN
}
