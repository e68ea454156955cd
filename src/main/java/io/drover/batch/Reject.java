package io.drover.batch;

/**
 * A record that is not sent: it goes straight to the error file.
 *
 * @param ordinal 1-based position in the source
 * @param line 1-based line it starts on
 * @param source its cells as a result file holds them (see {@link RecordReader#appendSource})
 * @param errorClass {@link ErrorClass#PARSE} or {@link ErrorClass#SCHEMA}
 * @param message what is wrong, without record content
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes, never compared
public record Reject(long ordinal, long line, byte[] source, ErrorClass errorClass, String message) {}
