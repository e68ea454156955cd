package io.drover.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** One command: what may stand on its line, and what it does. Specified without annotations, which start faster. */
abstract class Command {
    private final String name;
    private final String description;

    Command(String name, String description) {
        this.name = name;
        this.description = description;
    }

    String name() {
        return name;
    }

    /** Adds the command's own options and parameters. */
    abstract void specify(CommandSpec spec);

    /** Does it and gives the exit code. */
    abstract int execute(Arguments arguments) throws IOException;

    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
        spec.addOption(help());
        spec.usageMessage().description(description);
        specify(spec);
        return spec;
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build();
    }

    static OptionSpec flag(String option, String description) {
        return OptionSpec.builder(option).description(description).build();
    }

    static OptionSpec text(String option, String label, String description) {
        return OptionSpec.builder(option)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec required(String option, String label, String description) {
        return OptionSpec.builder(option)
                .type(String.class)
                .paramLabel(label)
                .required(true)
                .description(description)
                .build();
    }

    static PositionalParamSpec parameter(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
