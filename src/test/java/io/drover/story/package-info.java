/**
 * Whole stories, told with a real home folder and a real destination and checked from outside: by the input, by what
 * the destination got and gave, and by the files that stand there in the end.
 */
@NullMarked
package io.drover.story;

import org.jspecify.annotations.NullMarked;
