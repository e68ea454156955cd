package io.drover.cli;

import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.source.Excerpt;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code try}: the first records of a file as a run of their own, told record by record. */
final class TryCommand extends Command {
    private static final int MOST = 1000;

    private final Surroundings around;

    TryCommand(Surroundings around) {
        super("try", "Sends only the first records of a file and shows what was sent and what came back.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("FILE", "The file whose first records are sent. It stays where it is."));
        spec.addOption(required("--load", "NAME", "The load to take them through."));
        spec.addOption(text(
                "--first", "N", "How many records, with Group By how many groups: 1 to " + MOST + "; 1 if not given."));
        LoadCommand.addDisplay(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "The records are really sent, in a run with results of its own. Loading FILE later sends them"
                                + " again.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        ProgressMode mode = ProgressMode.of(arguments, around.terminal());
        boolean json = arguments.flag("--json");
        Setup setup = around.desk().open(arguments.path("--config"), true);
        Load load = setup.load(arguments.text("--load").orElseThrow());
        Path file = arguments.positionalPath(0);
        int first = arguments.number("--first", 1, MOST).orElse(1);
        if (!Files.exists(file)) {
            throw new RefusedException("the file to try must exist, but there is no " + file.toAbsolutePath());
        }
        Path folder = Files.createTempDirectory("drover-try-");
        try {
            Excerpt excerpt = Excerpt.write(file, load, first, folder);
            excerpt.unreadable()
                    .forEach(place -> around.say("Passed by: record " + place.ordinal() + ", line " + place.line()
                            + " can't be read: " + place.problem()));
            Conversation conversation = new Conversation(excerpt.places());
            Loading loading = new Loading(around, setup, mode, json).telling(conversation);
            Optional<Summary> loaded = loading.load(load, excerpt.file(), true);
            conversation.print(json, loaded.isPresent(), around);
            if (loaded.isPresent() && loaded.get().tally().requests() > 0) {
                around.say("These records were really sent. Loading " + file + " sends them again, as new requests with"
                        + " other keys.");
            }
            return loading.exitCode(loaded);
        } catch (UnreadableSourceException e) {
            around.say("drover: file " + file + " would be rejected: " + e.getMessage());
            return ExitCode.FAILED;
        } finally {
            try (var left = Files.list(folder)) {
                for (Path each : left.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }
}
