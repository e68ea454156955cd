/**
 * A connection: a saved destination with its credentials and delivery settings. Pure values.
 */
@NullMarked
package io.drover.connection;

import org.jspecify.annotations.NullMarked;
