package io.drover.load;

import java.time.Duration;

/**
 * Whether the records of several files may travel in one batch.
 *
 * @param batches true: they may
 * @param completionTime an unfilled batch is sent when its first file has waited this long
 */
public record AcrossFiles(boolean batches, Duration completionTime) {
    public static final AcrossFiles NONE = new AcrossFiles(false, Duration.ofSeconds(5));
}
