package io.drover.route;

/** The destination takes nothing: the connection pauses, probes, and the batch is sent again, not counted. */
public final class DestinationDownException extends Exception {
    private static final long serialVersionUID = 1L;

    DestinationDownException(String reason) {
        super(reason, null, false, false);
    }
}
