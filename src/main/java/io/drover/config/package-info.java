/**
 * Configuration: the one table of keys, their typed values with origin, every problem at once, the reference page.
 */
@NullMarked
package io.drover.config;

import org.jspecify.annotations.NullMarked;
