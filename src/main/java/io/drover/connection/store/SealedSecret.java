package io.drover.connection.store;

import java.time.Instant;

/**
 * A secret as it lies in the store.
 *
 * @param owner the uid of the connection it belongs to
 * @param sealed in Base64
 */
record SealedSecret(String owner, String field, String sealed, Instant changedAt) {
    /** What the seal binds it to: moved to another connection or field it can't be opened. */
    String context() {
        return context(owner, field);
    }

    static String context(String owner, String field) {
        return owner + "/" + field;
    }
}
