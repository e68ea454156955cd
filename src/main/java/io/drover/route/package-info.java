/**
 * The doors Camel opens: beans the routes call, exchange properties, the start-up check.
 */
@NullMarked
package io.drover.route;

import org.jspecify.annotations.NullMarked;
