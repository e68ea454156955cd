package io.drover.response;

import java.util.Optional;

/**
 * What a connection's destination is asked after a request, as configured.
 *
 * @param lookUp whether the batch is there, when no answer came; empty: not asked
 * @param polling how the job goes that the batch was accepted as; empty: there are no jobs
 */
public record FollowUp(Optional<LookUp> lookUp, Optional<Polling> polling) {
    /** Whatever there is to say is in the answer to the request. */
    public static final FollowUp NOTHING = new FollowUp(Optional.empty(), Optional.empty());
}
