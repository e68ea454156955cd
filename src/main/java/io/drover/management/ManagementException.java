package io.drover.management;

/** A port can't be opened. */
public final class ManagementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ManagementException(String which, String host, int port, Exception cause) {
        super(
                "the " + which + " port " + host + ":" + port + " can't be opened: " + deepest(cause)
                        + "; free it, or change drover." + which + ".port or drover.server.host",
                cause);
    }

    private static String deepest(Throwable failure) {
        Throwable last = failure;
        for (int depth = 0; last.getCause() != null && depth < 20; depth++) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }
}
