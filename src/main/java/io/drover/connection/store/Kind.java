package io.drover.connection.store;

import java.util.Locale;

/** What a document in the store describes; with its name it is the document's key. */
public enum Kind {
    CONNECTION,
    LOAD,
    /** Also of connections that a file defines. */
    CONNECTION_STATE,
    /** Also of loads that a file defines. */
    LOAD_STATE,
    /** The report of a load's last check; also of loads that a file defines. */
    LOAD_CHECK,
    RUN_STATE,
    USER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
