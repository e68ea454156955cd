package io.drover.journal;

/**
 * What a destination called too large.
 *
 * @param fromBatch batches from this number on were not sent larger
 * @param bytes of the records of the smallest batch that was refused
 */
public record SizeLimit(int fromBatch, long bytes) {}
