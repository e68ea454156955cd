/**
 * A destination in a process of its own that keeps a log of all that came and all that it said. It knows the JDK and
 * nothing of Drover, so that what it says is a witness's word.
 */
@NullMarked
package io.drover.proof.oracle;

import org.jspecify.annotations.NullMarked;
