/**
 * The embedded database: files that survive a loss of power, and schemas with versions. Knows nothing of what is kept.
 */
@NullMarked
package io.drover.database;

import org.jspecify.annotations.NullMarked;
