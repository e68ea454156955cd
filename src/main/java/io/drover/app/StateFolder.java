package io.drover.app;

import io.drover.connection.store.Store;
import io.drover.journal.Journal;
import java.nio.file.Path;

/** What is kept in the state folder; whoever opened it closes both. */
record StateFolder(Journal journal, Store store) {
    static StateFolder open(Path folder) {
        Journal journal = Journal.open(folder);
        try {
            return new StateFolder(journal, Store.open(folder));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }
}
