package io.drover.delivery;

import java.io.IOException;

/** Nothing of the request left this machine, so it is always safe to repeat. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1;

    public NotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
