package io.drover.app;

import io.drover.cli.Commands;
import io.drover.cli.Interruption;
import io.drover.cli.Terminal;
import io.drover.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The command line in this process, with a folder to stand in and what it printed. */
final class CliLab {
    final Path folder;
    final Interruption interruption = new Interruption();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    CliLab(Path folder) {
        this.folder = folder;
    }

    /** Writes a configuration of one load to this path of the sandbox. */
    CliLab configured(Sandbox sandbox, String endpoint, String... more) throws IOException {
        String base = """
                drover.connections.crm.api-base-url=%s
                drover.connections.crm.api-endpoint=%s
                drover.server.port=0
                drover.management.port=0
                drover.connections.crm.backoff=100ms
                drover.connections.crm.response-split-path=$.result.errors.data.*,$.result.success.data.*
                drover.loads.people.connection=crm
                drover.loads.people.grouping-limit=2
                """.formatted(sandbox.uri(), endpoint);
        Files.writeString(folder.resolve("application.properties"), base + String.join("\n", more) + "\n");
        return this;
    }

    /** Writes a file of good records, and bad ones: those the sandbox refuses. */
    Path people(String name, int good, int bad) throws IOException {
        StringBuilder csv = new StringBuilder("id,email,city\n");
        for (int i = 1; i <= good + bad; i++) {
            csv.append("C").append(i).append(i <= good ? ",a@example.com,Paris\n" : ",nonsense,Paris\n");
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, 80);
        return new Commands(new ProcessDesk(folder, Map.of()), terminal, interruption).execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The run that {@code runs} lists first. */
    String newestRun() {
        run("runs");
        String line = out().lines().toList().get(1);
        return line.substring(0, line.indexOf(' '));
    }
}
