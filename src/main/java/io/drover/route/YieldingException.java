package io.drover.route;

/** The batch is to be sent again without limit: the destination said "later". */
public final class YieldingException extends Exception {
    private static final long serialVersionUID = 1L;

    YieldingException(String reason) {
        super(reason, null, false, false);
    }
}
