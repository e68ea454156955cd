package io.drover.management;

/**
 * A table that has no load, so that its files wait.
 *
 * @param reason why no load is started for it, for people
 */
public record WaitingTable(String table, int files, String reason) {}
