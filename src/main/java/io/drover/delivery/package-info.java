/**
 * Getting batches to a destination: requests, tokens, the gate (pauses and rate, shared by a connection), and what
 * an HTTP exchange may cost at most.
 */
@NullMarked
package io.drover.delivery;

import org.jspecify.annotations.NullMarked;
