package io.drover.route;

import io.drover.source.InboxFilter;
import java.io.File;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Shows an inbox's filter to Camel's file consumer. */
public final class InboxDoor implements GenericFileFilter<File> {
    private final Supplier<Optional<InboxFilter>> filter;

    /**
     * Asks anew for each file.
     *
     * @param filter the inbox's filter as it is now; none: nothing is taken
     */
    public InboxDoor(Supplier<Optional<InboxFilter>> filter) {
        this.filter = filter;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return !file.isDirectory()
                && filter.get()
                        .filter(each -> each.accepts(file.getFile().toPath()))
                        .isPresent();
    }
}
