package io.drover.delivery;

import io.drover.redelivery.AttemptResult;

/** What an HTTP exchange came to, from what it left behind. */
public final class AttemptResults {
    private AttemptResults() {}

    /**
     * An exchange that ended with an exception. Not sent only where that is certain: the client says so itself. Any
     * other exception may have come after the request left, so its outcome is unknown.
     */
    public static AttemptResult of(Throwable failure) {
        Throwable deepest = failure;
        int depth = 0;
        for (Throwable e = failure; e != null && depth < 20; e = e.getCause(), depth++) {
            if (e instanceof NotSentException) {
                return new AttemptResult.NotSent(String.valueOf(e.getMessage()));
            }
            if (e instanceof NoAnswerException) {
                return new AttemptResult.Unknown(String.valueOf(e.getMessage()));
            }
            deepest = e;
        }
        return new AttemptResult.Unknown(
                "the attempt failed in an unexpected way (" + deepest.getClass().getSimpleName() + ")");
    }
}
