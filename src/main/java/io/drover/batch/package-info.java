/**
 * Records grouped into batches, and what can become of a record. Pure: no files, clock, Camel or logging.
 */
@NullMarked
package io.drover.batch;

import org.jspecify.annotations.NullMarked;
