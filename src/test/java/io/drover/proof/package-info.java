/**
 * The proofs: storms, faults and soaks of the built jar, seen from outside. Nothing here uses Drover's classes.
 */
@NullMarked
package io.drover.proof;

import org.jspecify.annotations.NullMarked;
