package io.drover.redelivery;

/**
 * What a verdict depends on besides the attempt itself.
 *
 * @param retries counted retries of this batch so far, over restarts
 * @param records in the batch
 * @param renewableToken the connection can ask for a new token (OAuth2)
 * @param tokenRenewed this batch already had its one new token
 * @param accepted the connection has had a 2xx answer since the last 401 or 403 pause, so credentials are good
 * @param exhaustedInARow batches of the connection that used up their retries since its last 2xx, this one excluded
 */
public record Situation(
        int retries,
        int records,
        boolean renewableToken,
        boolean tokenRenewed,
        boolean accepted,
        int exhaustedInARow) {}
