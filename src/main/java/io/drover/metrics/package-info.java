/**
 * What runs do, told to Micrometer and to the health check.
 */
@NullMarked
package io.drover.metrics;

import org.jspecify.annotations.NullMarked;
