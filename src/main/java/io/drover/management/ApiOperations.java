package io.drover.management;

import io.drover.connection.store.Store;
import io.drover.journal.Journal;
import io.drover.source.HomeFolders;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything the API can do.
 *
 * @param live what the console looks at and plays with
 * @param clock for what is recorded
 */
public record ApiOperations(
        Definitions definitions, Work work, Store store, Journal journal, HomeFolders home, Live live, Clock clock) {
    /**
     * What only a running process has.
     *
     * @param embedOrigins whose pages may show the form for a connection
     * @param directory the working directory
     */
    public record Live(
            LiveView view, Drafting drafting, Playground playground, List<String> embedOrigins, Path directory) {
        public Live {
            embedOrigins = List.copyOf(embedOrigins);
        }
    }

    /** The API that lets in whom {@code access} knows. */
    public Api api(Access access) {
        RunView runs = new RunView(journal, work, live.view());
        ConnectionsApi connections = new ConnectionsApi(definitions, work, clock);
        LoadsApi loads = new LoadsApi(definitions, work, clock);
        SchemaFolder schemas = new SchemaFolder(live.directory());
        AnswerTrials trials = new AnswerTrials(definitions, live.drafting(), clock);
        Stream<Operation> all = Stream.of(
                        new DestinationsApi(definitions).operations(),
                        connections.operations(),
                        loads.operations(),
                        new SchemasApi(loads, definitions, Uploads.folder(home.state()), schemas).operations(),
                        new PartsApi(definitions, work, clock).operations(),
                        new RunsApi(runs, home, definitions, work, clock).operations(),
                        new CausesApi(runs, home, definitions, work, clock).operations(),
                        new Overview(journal, runs, live.view(), clock).operations(),
                        new PreviewApi(definitions, live.drafting(), trials).operations(),
                        new AnswerCasesApi(definitions, trials, live.directory(), clock).operations(),
                        new EmbedApi(connections, definitions, live, clock).operations(),
                        new RoutesApi(live.view()).operations(),
                        new SandboxApi(live.playground()).operations(),
                        new AdministrationApi(access, store, definitions, clock).operations())
                .flatMap(List::stream);
        return new Api(all.toList(), new ConsoleFiles(live.embedOrigins()).operations(), access);
    }
}
