/**
 * Files become records: claiming, CSV, JSON and JSON Lines readers. The only package that reads source files.
 */
@NullMarked
package io.drover.source;

import org.jspecify.annotations.NullMarked;
