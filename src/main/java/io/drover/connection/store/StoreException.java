package io.drover.connection.store;

/** The store could not be opened, read or written. What was not recorded counts as not having happened. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
