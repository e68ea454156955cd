/**
 * What follows from an attempt: settled, try again (why, when) or give up. Pure: the clock's reading is passed in.
 */
@NullMarked
package io.drover.redelivery;

import org.jspecify.annotations.NullMarked;
