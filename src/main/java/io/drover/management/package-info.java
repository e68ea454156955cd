/**
 * The doors operators use: the management API, and health and metrics on the management port.
 */
@NullMarked
package io.drover.management;

import org.jspecify.annotations.NullMarked;
