package io.drover.config;

/**
 * One setting as it is in force.
 *
 * @param value as text; stars where it may hold a secret
 */
public record EffectiveValue(String key, String value, Origin origin) {}
