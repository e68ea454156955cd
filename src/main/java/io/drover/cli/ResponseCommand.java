package io.drover.cli;

import io.drover.response.RulesText;
import io.drover.response.ShippedRules;
import picocli.CommandLine.Model.CommandSpec;

/** {@code response}: the rules that come with Drover. */
final class ResponseCommand extends Command {
    private final Surroundings around;

    ResponseCommand(Surroundings around) {
        super("response", "Lists the response rules that come with Drover.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.usageMessage().footer("", "Use them by drover.connections.NAME.response=RULES.");
    }

    @Override
    int execute(Arguments arguments) {
        for (String name : ShippedRules.NAMES) {
            around.print(String.format(
                    "%-24s %s",
                    name, ShippedRules.find(name).map(RulesText::description).orElse("")));
        }
        return ExitCode.OK;
    }
}
