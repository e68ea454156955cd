package io.drover.management;

import io.drover.connection.store.Store;
import io.drover.journal.Journal;
import io.drover.source.HomeFolders;
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
    /** What only a running process has. */
    public record Live(LiveView view, Drafting drafting, Playground playground) {}

    /** The API that lets in whom {@code access} knows. */
    public Api api(Access access) {
        RunsApi runs = new RunsApi(journal, home, definitions, work, clock);
        Stream<Operation> all = Stream.of(
                        new DestinationsApi(definitions).operations(),
                        new ConnectionsApi(definitions, work, clock).operations(),
                        new LoadsApi(definitions, work, clock).operations(),
                        new PartsApi(definitions, work, clock).operations(),
                        runs.operations(),
                        new CausesApi(runs, home, definitions, work, clock).operations(),
                        new Overview(journal, runs, live.view(), clock).operations(),
                        new PreviewApi(definitions, live.drafting(), clock).operations(),
                        new RoutesApi(live.view()).operations(),
                        new SandboxApi(live.playground()).operations(),
                        new AdministrationApi(access, store, definitions, clock).operations())
                .flatMap(List::stream);
        return new Api(all.toList(), new ConsoleFiles().operations(), access);
    }
}
