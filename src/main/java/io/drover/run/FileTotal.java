package io.drover.run;

/**
 * How many records a run's file has.
 *
 * @param exact whether it was read to its end; an estimate otherwise
 */
public record FileTotal(long records, boolean exact) {}
