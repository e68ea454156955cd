/**
 * The bundled destination: a small HTTP API to try things against. Stands apart and uses nothing of the rest.
 */
@NullMarked
package io.drover.sandbox;

import org.jspecify.annotations.NullMarked;
