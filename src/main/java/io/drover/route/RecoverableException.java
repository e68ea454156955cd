package io.drover.route;

/** The batch is to be sent again, counted against max retries. */
public final class RecoverableException extends Exception {
    private static final long serialVersionUID = 1L;

    RecoverableException(String reason) {
        super(reason, null, false, false);
    }
}
