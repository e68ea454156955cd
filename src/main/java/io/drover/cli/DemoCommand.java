package io.drover.cli;

import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code demo}: the bundled sample against the bundled destination. */
final class DemoCommand extends Command {
    private static final Path DEFAULT_FOLDER = Path.of("drover-demo");
    private static final String SAMPLE = "customers.csv";
    private static final String LOAD = "customers";
    private static final int SHOWN_LINES = 4;

    private final Surroundings around;

    DemoCommand(Surroundings around) {
        super("demo", "Loads a bundled sample into the bundled destination and shows where the results are.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addOption(text("--home", "DIR", "Folder for all files of the demo. Default: " + DEFAULT_FOLDER + "."));
        spec.addOption(text(ProgressMode.OPTION, "MODE", "On stderr: auto (default), live, plain or none."));
        spec.usageMessage()
                .footer(
                        "",
                        "The sample has bad records on purpose: with them in the error file the exit code is 0, for a"
                                + " demo that shows them has succeeded.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        ProgressMode mode = ProgressMode.of(arguments, around.terminal());
        Path folder =
                arguments.path("--home").orElse(DEFAULT_FOLDER).toAbsolutePath().normalize();
        Files.createDirectories(folder);
        try (Sandbox sandbox = Sandbox.start(0)) {
            Path file = folder.resolve(SAMPLE);
            try (InputStream sample = bundled(SAMPLE)) {
                Files.copy(sample, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Path configuration = writeConfiguration(folder, sandbox.uri().getPort());
            around.say("The sandbox destination answers at " + sandbox.uri() + "; all files are in " + folder + ".");
            Setup setup = around.desk().openOwn(configuration);
            Load load = setup.load(LOAD);
            Loading loading = new Loading(around, setup, mode, false);
            Optional<Summary> summary = loading.load(load, file, true);
            if (summary.isEmpty()) {
                return loading.exitCode(summary);
            }
            explain(new SummaryText(summary.get(), setup.home()), configuration, sandbox);
        }
        return ExitCode.OK;
    }

    private static InputStream bundled(String name) throws IOException {
        InputStream resource = DemoCommand.class.getResourceAsStream("/demo/" + name);
        if (resource == null) {
            throw new FileNotFoundException("the jar's /demo/" + name);
        }
        return resource;
    }

    private static Path writeConfiguration(Path folder, int port) throws IOException {
        String text;
        try (InputStream settings = bundled("application.properties")) {
            text = new String(settings.readAllBytes(), StandardCharsets.UTF_8);
        }
        String home = folder.resolve("data").toString().replace("\\", "\\\\");
        String ported = text.replace(String.valueOf(Sandbox.DEFAULT_PORT), String.valueOf(port));
        return Files.writeString(folder.resolve("application.properties"), ported + "\ndrover.home=" + home + "\n");
    }

    private void explain(SummaryText summary, Path configuration, Sandbox sandbox) throws IOException {
        around.print("");
        around.print("The error file starts with (_class and _message, at the end, say why):");
        try (BufferedReader errors = Files.newBufferedReader(summary.errorFile())) {
            errors.lines().limit(SHOWN_LINES).forEach(line -> around.print("  " + line));
        }
        String drover = program();
        String config = " --config " + configuration;
        String run = summary.summary().run();
        around.print("");
        around.print("Next:");
        around.print("  " + drover + " verify " + run + config);
        around.print("      proves that each record stands in exactly one of the two files");
        around.print("  " + drover + " sandbox --port " + sandbox.uri().getPort()
                + "   (leave it on, in a second terminal)");
        around.print("  " + drover + " replay " + run + config);
        around.print("      loads the error file again, as it is or after you have corrected it");
        around.print("  " + drover + " run" + config);
        around.print("      watches " + summary.home().inbox(LOAD) + ": drop files there");
    }

    /** How this process was called, so that hints can be copied. */
    private static String program() {
        String command = System.getProperty("sun.java.command", "");
        int end = command.indexOf(".jar");
        return end < 0 ? "drover" : "java -jar " + command.substring(0, end + ".jar".length());
    }
}
