package io.drover.connection;

/**
 * The HTTP proxy that a connection goes through.
 *
 * @param user empty: it asks for none
 */
public record Proxy(String host, int port, String user, Secret password) {}
