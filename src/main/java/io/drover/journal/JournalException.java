package io.drover.journal;

/** The journal could not be opened, read or written. What was not recorded counts as not having happened. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
