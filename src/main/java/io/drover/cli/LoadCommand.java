package io.drover.cli;

import io.drover.load.Load;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code load}: one file now. */
final class LoadCommand extends Command {
    private final Surroundings around;

    LoadCommand(Surroundings around) {
        super("load", "Loads one file now with a progress display, prints the summary, exits.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("FILE", "The file to load. It stays where it is."));
        spec.addOption(required("--load", "NAME", "The load to take it through."));
        spec.addOption(flag("--again", "Load it although the same content was loaded before."));
        addDisplay(spec);
    }

    static void addDisplay(CommandSpec spec) {
        spec.addOption(flag("--json", "Print machine events as JSON Lines on stdout, the last one with the summary."));
        spec.addOption(text(ProgressMode.OPTION, "MODE", "On stderr: auto (default), live, plain or none."));
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        ProgressMode mode = ProgressMode.of(arguments, around.terminal());
        Setup setup = around.desk().open(arguments.path("--config"), true);
        Load load = setup.load(arguments.text("--load").orElseThrow());
        Loading loading = new Loading(around, setup, mode, arguments.flag("--json"));
        return loading.exitCode(loading.load(load, arguments.positionalPath(0), arguments.flag("--again")));
    }
}
