/**
 * What tests of several packages share: real servers with scripted faults.
 */
@NullMarked
package io.drover.testing;

import org.jspecify.annotations.NullMarked;
