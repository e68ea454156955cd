package io.drover.app;

import io.drover.connection.store.Store;
import io.drover.journal.Journal;
import io.drover.journal.RunDiary;
import java.nio.file.Path;

/** What is kept in the state folder; whoever opened it closes journal and store. */
record StateFolder(Journal journal, Store store, RunDiary diary) {
    static StateFolder open(Path folder) {
        Journal journal = Journal.open(folder);
        try {
            return new StateFolder(journal, Store.open(folder), RunDiary.open(folder.resolve("diary")));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }
}
