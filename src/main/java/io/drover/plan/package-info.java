/**
 * What loading a file would send, found out without sending anything: counts, refusals, duplicates, the first request
 * and the time it would take.
 */
@NullMarked
package io.drover.plan;

import org.jspecify.annotations.NullMarked;
