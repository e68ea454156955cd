package io.drover.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress and messages
 * @param live {@code err} is a terminal on which lines can be drawn again
 * @param width of the terminal in columns
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live, int width) {
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /** The process's own streams, in UTF-8 whatever the locale: machines read them too. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean live = !environment.getOrDefault("TERM", "dumb").equals("dumb") && isTerminal();
        return new Terminal(
                writer(new FileOutputStream(FileDescriptor.out)),
                writer(new FileOutputStream(FileDescriptor.err)),
                live,
                width(environment));
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Java can't tell it of one stream, Linux can; elsewhere {@code --progress live} says it. */
    private static boolean isTerminal() {
        try {
            String device = STDERR.toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 80;
    }
}
