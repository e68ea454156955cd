package io.drover.app;

import io.drover.journal.Journal;
import java.util.List;

/** Runs whose records travel in one batch. */
final class Companions {
    private Companions() {}

    /** The runs that are not over and share a batch that may have been sent with this one, itself among them. */
    static List<String> of(String run, Journal journal) {
        List<String> company = journal.bundleOf(run);
        if (company.size() < 2) {
            return List.of(run);
        }
        List<String> unended =
                journal.unended().stream().map(entry -> entry.start().run()).toList();
        return company.stream()
                .filter(each -> each.equals(run) || unended.contains(each))
                .toList();
    }
}
