/**
 * The result files of a run: its success file, its error file and its summary, how they are published and proved.
 */
@NullMarked
package io.drover.result;

import org.jspecify.annotations.NullMarked;
