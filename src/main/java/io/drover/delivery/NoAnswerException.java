package io.drover.delivery;

import java.io.IOException;

/** The request was sent, in whole or in part, and no whole answer came: nobody here knows what became of it. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
