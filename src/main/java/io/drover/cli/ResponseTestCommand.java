package io.drover.cli;

import io.drover.response.Answer;
import io.drover.response.ResponseReading;
import io.drover.response.RulesProblems.RulesProblem;
import io.drover.response.RulesText;
import io.drover.response.ShippedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code response test}: what rules make of one real answer. */
final class ResponseTestCommand extends Command {
    private final Surroundings around;

    ResponseTestCommand(Surroundings around) {
        super("test", "Reads one answer by rules and prints a verdict for each record. Sends nothing.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("RULES", "A rules file, or the name of rules that come with Drover."));
        spec.addOption(required("--request", "FILE", "The body that was sent, as JSON."));
        spec.addOption(required("--response", "FILE", "The body that came back."));
        spec.addOption(text("--status", "N", "Its HTTP status; 200 if not given."));
        spec.addOption(OptionSpec.builder("--header")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("'NAME: VALUE'")
                .description("A header of the answer; may be given several times.")
                .build());
        spec.addOption(flag("--json", "One JSON object per line."));
        spec.usageMessage().footer("", "Exit codes: 0 every record succeeded, 3 not every one, 2 usage or rules.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        ResponseReading rules = ResponseReading.of(rules(arguments.positional(0)));
        VerdictTable table = new VerdictTable(
                rules,
                around,
                SampleRequest.batch(existing(arguments.path("--request").orElseThrow())),
                answer(arguments));
        (arguments.flag("--json") ? table.events() : table.lines()).forEach(around::print);
        return table.allSucceeded() ? ExitCode.OK : ExitCode.RECORD_ERRORS;
    }

    private RulesText rules(String named) throws IOException {
        Path file = Path.of(named);
        RulesText rules = Files.isRegularFile(file)
                ? new RulesText(named, Files.readString(file))
                : ShippedRules.find(named)
                        .orElseThrow(() -> new RefusedException("the rules must be a file or one of "
                                + String.join(", ", ShippedRules.NAMES) + ", but were " + named));
        List<RulesProblem> problems = rules.problems(around.desk().paths());
        if (!problems.isEmpty()) {
            throw new RefusedException(
                    problems.stream().map(RulesProblem::toString).toList());
        }
        return rules;
    }

    static Answer answer(Arguments arguments) throws IOException {
        Path file = existing(arguments.path("--response").orElseThrow());
        String status = arguments.text("--status").orElse("200");
        if (!status.matches("[1-5]\\d\\d")) {
            throw new RefusedException("--status must be an HTTP status from 100 to 599, but was " + status);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : arguments.texts("--header")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new RefusedException("--header must be 'NAME: VALUE', but was " + header);
            }
            headers.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return Answer.of(Integer.parseInt(status), headers, Files.readAllBytes(file));
    }

    static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("the file must exist, but there is no " + file.toAbsolutePath());
        }
        return file;
    }
}
