package io.drover.app;

import io.drover.cli.Commands;
import io.drover.cli.Interruption;
import io.drover.cli.Terminal;
import java.nio.file.Path;
import java.util.Map;

/** The process entry point. */
public final class Main {
    private Main() {}

    /** Does the command that the arguments name. */
    public static void main(String[] args) {
        // Its log is opened when it is needed: the command decides first how it is written.
        Thread.setDefaultUncaughtExceptionHandler(Breakdown::uncaught);
        Map<String, String> environment = System.getenv();
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endCommand(interruption), "shutdown"));
        ProcessDesk desk = new ProcessDesk(Path.of(""), environment);
        int code = new Commands(desk, Terminal.ofProcess(environment), interruption).execute(args);
        interruption.finished(code);
        System.exit(code);
    }

    /** After a signal the exit code is the command's own, not the signal's number. */
    private static void endCommand(Interruption interruption) {
        if (interruption.interruptAndAwaitEnd()) {
            Runtime.getRuntime().halt(interruption.exitCode());
        }
    }
}
