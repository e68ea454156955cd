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
 * @param clock for what is recorded
 */
public record ApiOperations(
        Definitions definitions, Work work, Store store, Journal journal, HomeFolders home, Clock clock) {
    /** The API that lets in whom {@code access} knows. */
    public Api api(Access access) {
        Stream<Operation> all = Stream.of(
                        new DestinationsApi(definitions).operations(),
                        new ConnectionsApi(definitions, work, clock).operations(),
                        new LoadsApi(definitions, work, clock).operations(),
                        new RunsApi(journal, home, definitions, work, clock).operations(),
                        new AdministrationApi(access, store, definitions, clock).operations())
                .flatMap(List::stream);
        return new Api(all.toList(), access);
    }
}
