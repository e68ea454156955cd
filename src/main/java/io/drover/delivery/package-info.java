/**
 * Getting a batch to its destination: requests, tokens, limits on answers, and the gate (pauses and rate) that all
 * batches of a connection share.
 */
@NullMarked
package io.drover.delivery;

import org.jspecify.annotations.NullMarked;
