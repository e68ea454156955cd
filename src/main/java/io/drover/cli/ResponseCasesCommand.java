package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code response cases}: whether kept answers are still read as they were. */
final class ResponseCasesCommand extends Command {
    private static final JsonMapper JSON = new JsonMapper();

    private final Surroundings around;

    ResponseCasesCommand(Surroundings around) {
        super("cases", "Reads the answers kept as test cases of a connection by its settings. Sends nothing.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("CONNECTION", "The connection; its cases are in responses/cases/CONNECTION/."));
        spec.usageMessage().footer("", "Exit codes: 0 every answer is read as it was kept, 3 not every one, 2 usage.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        String name = URLEncoder.encode(arguments.positional(0), StandardCharsets.UTF_8);
        Management.Answer answer;
        try (Management management = setup.management()) {
            answer = management.ask("GET", "/api/connections/" + name + "/cases", Optional.empty());
        }
        JsonNode json = JSON.readTree(answer.body());
        if (answer.status() >= 400) {
            throw new RefusedException(json.path("detail").asText());
        }
        boolean all = true;
        for (JsonNode each : json.path("items")) {
            all &= each.path("holds").asBoolean();
            around.print(line(each));
        }
        int count = json.path("items").size();
        around.say(count + (count == 1 ? " case" : " cases") + (all ? ", all read as they were kept" : ""));
        return all ? ExitCode.OK : ExitCode.RECORD_ERRORS;
    }

    private static String line(JsonNode each) {
        String name = each.path("name").asText();
        if (each.path("holds").asBoolean()) {
            return "PASS  " + name;
        }
        String problem = each.path("problem").asText();
        return "FAIL  " + name + "  "
                + (problem.isEmpty()
                        ? "kept as " + words(each.path("expected")) + ", but is read as " + words(each.path("found"))
                        : problem);
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(each -> words.add(each.asText()));
        return String.join(", ", words);
    }
}
