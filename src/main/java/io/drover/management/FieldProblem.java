package io.drover.management;

/**
 * What is wrong with one field of a request.
 *
 * @param field in snake case; empty for the whole
 */
public record FieldProblem(String field, String message) {}
