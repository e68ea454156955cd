/**
 * The destination schema: what fields the objects that are sent have, where their values come from and which rules they
 * keep, compiled into a {@link io.drover.batch.Shaper}. Pure.
 */
@NullMarked
package io.drover.schema;

import org.jspecify.annotations.NullMarked;
