/**
 * A load: which files go to which connection, and how they are shaped. Pure values.
 */
@NullMarked
package io.drover.load;

import org.jspecify.annotations.NullMarked;
