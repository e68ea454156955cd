/**
 * Whole stories: a real process in a real home folder, its real routes, and a destination that misbehaves.
 */
@NullMarked
package io.drover.story;

import org.jspecify.annotations.NullMarked;
