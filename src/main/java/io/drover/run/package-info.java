/**
 * One file's journey, in order, and what a crash leaves behind.
 */
@NullMarked
package io.drover.run;

import org.jspecify.annotations.NullMarked;
