/**
 * Says whether what Drover promises was kept, from input bytes, the oracle's log, result files and what was seen on the
 * way. It knows the JDK and the oracle's log, and nothing of Drover.
 */
@NullMarked
package io.drover.proof.check;

import org.jspecify.annotations.NullMarked;
