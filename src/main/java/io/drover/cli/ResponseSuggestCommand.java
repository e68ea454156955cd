package io.drover.cli;

import io.drover.batch.Batch;
import io.drover.response.Answer;
import io.drover.response.Suggestion;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code response suggest}: rules made of one real answer. */
final class ResponseSuggestCommand extends Command {
    private final Surroundings around;

    ResponseSuggestCommand(Surroundings around) {
        super("suggest", "Proposes response rules that fit one answer, and shows what they make of it. Sends nothing.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addOption(required("--request", "FILE", "The body that was sent, as JSON."));
        spec.addOption(
                required("--response", "FILE", "The body that came back, best with good and failed records in it."));
        spec.usageMessage()
                .footer(
                        "",
                        "The proposal goes to stdout, everything else to stderr.",
                        "Exit codes: 0 proposed, 1 the answer holds no list, 2 usage.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Batch batch = SampleRequest.batch(
                ResponseTestCommand.existing(arguments.path("--request").orElseThrow()));
        Answer answer = ResponseTestCommand.answer(arguments);
        Optional<Suggestion> found = answer.json().flatMap(tree -> Suggestion.of(batch, tree));
        if (found.isEmpty()) {
            around.say("drover: the answer must be JSON with a list of objects to read records from, but "
                    + (answer.notJson().isEmpty() ? "holds none" : "it is not JSON: " + answer.notJson())
                    + "; without a list 2xx is success for all");
            return ExitCode.FAILED;
        }
        Suggestion suggestion = found.get();
        around.say(
                suggestion.isShortForm()
                        ? "Settings of the connection (drover.connections.NAME.…):"
                        : "A rules file, for drover.connections.NAME.response=FILE:");
        around.print(suggestion.text().stripTrailing());
        suggestion.remarks().forEach(remark -> around.say("To be checked: " + remark + "."));
        around.say("What it makes of this answer:");
        new VerdictTable(suggestion.reading(), around, batch, answer).lines().forEach(around::say);
        return ExitCode.OK;
    }
}
