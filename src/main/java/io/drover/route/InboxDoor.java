package io.drover.route;

import io.drover.source.InboxFilter;
import java.io.File;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Shows an inbox's filter to Camel's file consumer. */
public final class InboxDoor implements GenericFileFilter<File> {
    private final InboxFilter filter;

    public InboxDoor(InboxFilter filter) {
        this.filter = filter;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return !file.isDirectory() && filter.accepts(file.getFile().toPath());
    }
}
