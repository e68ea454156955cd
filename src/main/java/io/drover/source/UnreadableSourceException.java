package io.drover.source;

/**
 * A source file can't be read as a whole; found before any of its records is handed over. The message says what is
 * wrong, what was seen, what is allowed and where to change it, and holds no record content.
 */
public final class UnreadableSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableSourceException(String message) {
        super(message);
    }
}
