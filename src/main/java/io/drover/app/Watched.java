package io.drover.app;

import io.drover.load.Load;
import java.util.Collection;
import java.util.List;

/**
 * What a start watches.
 *
 * @param isWatching false: nothing, now or later; what is to be loaded is named
 * @param loads whose inboxes are watched from the start; more may come
 */
record Watched(boolean isWatching, Collection<Load> loads) {
    static final Watched NOTHING = new Watched(false, List.of());

    static Watched of(Collection<Load> loads) {
        return new Watched(true, List.copyOf(loads));
    }
}
