/**
 * The command line: commands, progress display, what is printed. It asks for everything else through {@link
 * io.drover.cli.Desk}, which the roof implements.
 */
@NullMarked
package io.drover.cli;

import org.jspecify.annotations.NullMarked;
