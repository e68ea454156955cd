/**
 * Connections and loads that were made while Drover runs, their sealed secrets, who may manage them and what was done.
 */
@NullMarked
package io.drover.connection.store;

import org.jspecify.annotations.NullMarked;
