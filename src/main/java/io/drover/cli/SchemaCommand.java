package io.drover.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code schema}: what belongs to destination schemas. */
final class SchemaCommand extends Command {
    SchemaCommand() {
        super("schema", "Makes destination schemas.");
    }

    @Override
    void specify(CommandSpec spec) {
        // Its commands say everything.
    }

    @Override
    int execute(Arguments arguments) {
        throw new RefusedException("a command of schema is missing: schema infer FILE");
    }
}
