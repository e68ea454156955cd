/**
 * One answer becomes one outcome per record: split paths, correlation, parse paths. Pure, on a JSON tree.
 */
@NullMarked
package io.drover.response;

import org.jspecify.annotations.NullMarked;
