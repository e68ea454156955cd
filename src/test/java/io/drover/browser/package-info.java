/**
 * The console in a real browser, served by the real jar. Run by the profile {@code browser}.
 */
@NullMarked
package io.drover.browser;

import org.jspecify.annotations.NullMarked;
