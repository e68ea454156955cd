/**
 * The durable account of what each run has settled, and the lock that keeps a second process away from it.
 */
@NullMarked
package io.drover.journal;

import org.jspecify.annotations.NullMarked;
