package io.drover.redelivery;

/**
 * What a verdict depends on besides the attempt itself.
 *
 * @param retries counted retries of this batch so far, over restarts
 * @param records in the batch
 * @param renewableToken the connection can ask for a new token (OAuth2)
 * @param tokenRenewed this batch already had its one new token
 * @param accepted the connection has had a 2xx answer since the last 401 or 403 pause, so credentials are good
 * @param destination what is known of where the requests go
 * @param exhaustedInARow batches of the connection that used up their retries since its last 2xx, this one excluded
 * @param key what answers to the batch's idempotency key were like
 */
public record Situation(
        int retries,
        int records,
        boolean renewableToken,
        boolean tokenRenewed,
        boolean accepted,
        Destination destination,
        int exhaustedInARow,
        Key key) {
    /**
     * What is known of the batch's idempotency key.
     *
     * @param sentBefore the key went out before this attempt
     * @param sameErrors identical 5xx answers to it in a row, this one included
     */
    public record Key(boolean sentBefore, int sameErrors) {
        /** It is sent for the first time, or there is none. */
        public static final Key NONE = new Key(false, 0);
    }

    /**
     * What answers have shown of the place that requests go to.
     *
     * @param proven an answer that was no 401, 403 or 404 settled records of this run
     * @param ofOneRecord the path holds an {@code $attribute}, so a 404 may mean the record
     * @param notFoundInARow 404 of the connection since any other answer, this one excluded
     */
    public record Destination(boolean proven, boolean ofOneRecord, int notFoundInARow) {
        /** Nothing speaks against it. */
        public static final Destination PROVEN = new Destination(true, false, 0);
    }
}
