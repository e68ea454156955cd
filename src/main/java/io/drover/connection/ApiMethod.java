package io.drover.connection;

/** The HTTP method of a delivery. */
public enum ApiMethod {
    POST,
    PUT,
    PATCH,
    DELETE,
    GET
}
