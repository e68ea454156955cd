package io.drover.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line {@code drover}. */
public final class Commands {
    private final Surroundings surroundings;
    private final RunCommand run;
    private final CommandLine line;

    public Commands(Desk desk, Terminal terminal, Interruption interruption) {
        this.surroundings = new Surroundings(desk, terminal, interruption);
        this.run = new RunCommand(surroundings);
        this.line = new CommandLine(root())
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionStrategy(this::perform)
                .setParameterExceptionHandler((problem, args) -> explain(problem));
    }

    private CommandSpec root() {
        CommandSpec root = CommandSpec.create().name("drover");
        root.usageMessage()
                .description("Loads files into HTTP APIs and accounts for every record.")
                .footer("", """
                Without a command: run.
                Exit codes: 0 all records succeeded, 1 failed, 2 usage or configuration, 3 finished with records in\
                 the error file, 130 interrupted.""");
        root.addOption(Command.help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build());
        root.version("drover " + surroundings.desk().version());
        root.addOption(OptionSpec.builder("--config")
                .type(String.class)
                .paramLabel("FILE")
                .scopeType(ScopeType.INHERIT)
                .description("The configuration; application.properties in the working directory if not given.")
                .build());
        addCommands(root);
        return root;
    }

    private void addCommands(CommandSpec root) {
        List.of(
                        run,
                        new LoadCommand(surroundings),
                        new PlanCommand(surroundings),
                        new TryCommand(surroundings),
                        new DemoCommand(surroundings),
                        new SandboxCommand(surroundings))
                .forEach(command -> add(root, command));
        CommandSpec runs = add(root, new RunsCommand(surroundings));
        add(runs, new ShowCommand(surroundings));
        addVerbs(runs, ManageCommand.runs());
        add(root, new ReplayCommand(surroundings));
        add(root, new VerifyCommand(surroundings));
        add(add(root, new SchemaCommand()), new InferCommand(surroundings));
        ConnectionsCommand connections = new ConnectionsCommand(surroundings);
        CommandSpec below = add(root, connections);
        add(below, connections.listing());
        addVerbs(below, ManageCommand.connections());
        addVerbs(
                add(root, new GroupCommand(surroundings, "loads", "Loads: which files go where.")),
                ManageCommand.loads());
        addVerbs(
                add(root, new GroupCommand(surroundings, "users", "Users: who may use console and management API.")),
                ManageCommand.users());
        addVerbs(
                add(root, new GroupCommand(surroundings, "secrets", "The key that seals secrets.")),
                ManageCommand.secrets());
        CommandSpec response = add(root, new ResponseCommand(surroundings));
        add(response, new ResponseTestCommand(surroundings));
        add(response, new ResponseSuggestCommand(surroundings));
        add(root, new ValidateCommand(surroundings));
    }

    private void addVerbs(CommandSpec parent, List<ManageCommand.Verb> verbs) {
        verbs.forEach(verb -> add(parent, new ManageCommand(surroundings, verb)));
    }

    private static CommandSpec add(CommandSpec parent, Command command) {
        CommandSpec spec = command.spec();
        parent.addSubcommand(command.name(), spec);
        return spec;
    }

    /**
     * Does what the arguments say.
     *
     * @return the exit code
     */
    public int execute(String... arguments) {
        int code = line.execute(arguments);
        surroundings.terminal().out().flush();
        surroundings.terminal().err().flush();
        return code;
    }

    private int perform(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        Arguments arguments = new Arguments(parsed);
        Command command = arguments.command().commandSpec().userObject() instanceof Command named ? named : run;
        try {
            return command.execute(arguments);
        } catch (RefusedException e) {
            e.problems().forEach(problem -> surroundings.say("drover: " + problem));
            return ExitCode.USAGE;
        } catch (IOException | RuntimeException e) {
            // What a process that is stopping can't do any more is no failure.
            boolean interrupted = surroundings.interruption().isInterrupted();
            surroundings.say("drover: " + (interrupted ? "interrupted: " : "") + Messages.of(e));
            return interrupted ? ExitCode.INTERRUPTED : ExitCode.FAILED;
        }
    }

    private int explain(ParameterException problem) {
        surroundings.say("drover: " + problem.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(
                problem, surroundings.terminal().err());
        surroundings.say("See '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }
}
