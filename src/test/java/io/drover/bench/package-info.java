/**
 * The benchmark: Drover from its own jar, a floor and a bare client as processes of their own, against one cheap sink.
 * Uses nothing of Drover but its command line.
 */
@NullMarked
package io.drover.bench;

import org.jspecify.annotations.NullMarked;
