package io.drover.cli;

import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.plan.FirstRequest;
import io.drover.plan.Plan;
import io.drover.plan.Planner;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code plan}: what a load would send, without sending it. */
final class PlanCommand extends Command {
    private static final String BODY_FILE = "first-body";
    private static final int ANSWER_MILLIS = 100;

    private final Surroundings around;

    PlanCommand(Surroundings around) {
        super("plan", "Sends nothing: counts records, problems and batches, prints the first request.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("FILE", "The file that would be loaded."));
        spec.addOption(required("--load", "NAME", "The load it would go through."));
        spec.addOption(
                text(
                        "--key",
                        "FIELD",
                        "Count objects whose FIELD stood there before; if not given, the first field named like an identifier."));
        spec.addOption(text(
                "--answer-time",
                "MILLIS",
                "How long an answer is taken to last, for the time estimated; " + ANSWER_MILLIS + " if not given."));
        spec.addOption(text("--body", "FILE", "Write the body of the first request to FILE."));
        spec.addOption(flag("--json", "Print it as JSON."));
        spec.usageMessage()
                .footer("", "Exit codes: 0 every record can be sent, 3 some can't, 1 the file can't be read.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        Load load = setup.load(arguments.text("--load").orElseThrow());
        Connection connection = setup.connection(load.connection());
        Path file = arguments.positionalPath(0);
        if (!Files.exists(file)) {
            throw new RefusedException("the file to plan must exist, but there is no " + file.toAbsolutePath());
        }
        Duration answer = Duration.ofMillis(
                arguments.number("--answer-time", 0, 3_600_000).orElse(ANSWER_MILLIS));
        Plan plan;
        try (Closer rehearsal = new Closer(setup, load)) {
            plan = new Planner(load, connection, arguments.text("--key"), rehearsal.transform()).plan(file, answer);
        } catch (UnreadableSourceException e) {
            around.say("drover: file " + file + " would be rejected: " + e.getMessage());
            return ExitCode.FAILED;
        }
        Optional<Path> bodyFile = arguments.path("--body");
        if (bodyFile.isPresent() && plan.first().isPresent()) {
            Files.write(bodyFile.get(), plan.first().get().body());
        }
        PlanText text = new PlanText(
                plan,
                connection.limits(),
                bodyFile.map(Path::toString).orElse(BODY_FILE),
                notes(setup, plan, bodyFile));
        around.print(arguments.flag("--json") ? text.json() : text.text());
        return plan.isClean() ? ExitCode.OK : ExitCode.RECORD_ERRORS;
    }

    private static List<String> notes(Setup setup, Plan plan, Optional<Path> bodyFile) {
        List<String> notes = new ArrayList<>();
        if (plan.transformed()) {
            notes.add("Records are as your transform-record leaves them.");
        }
        if (setup.hasOwnRoute("before-send")) {
            notes.add("Your before-send was not asked; it may change headers and body.");
        }
        if (bodyFile.isEmpty() && plan.first().filter(FirstRequest::isShort).isEmpty() && plan.batches() > 0) {
            notes.add("--body " + BODY_FILE + " writes the body that curl sends.");
        }
        return notes;
    }

    /** The user's transform-record, started only where there is one. */
    private static final class Closer implements AutoCloseable {
        private final Optional<Rehearsal> rehearsal;

        Closer(Setup setup, Load load) {
            rehearsal = setup.hasOwnRoute("transform-record") ? Optional.of(setup.rehearse(load)) : Optional.empty();
        }

        Optional<Planner.Transform> transform() {
            return rehearsal.map(found -> found);
        }

        @Override
        public void close() {
            rehearsal.ifPresent(Rehearsal::close);
        }
    }
}
