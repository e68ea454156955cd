/**
 * The roof: reads configuration, makes every object with plain {@code new}, starts Camel Main.
 */
@NullMarked
package io.drover.app;

import org.jspecify.annotations.NullMarked;
