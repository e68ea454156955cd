package io.drover.cli;

import java.util.Optional;

/** What is known, besides what their journal says, of runs that are not over. */
public interface Standings {
    /** What a run does now; empty when only its journal knows. */
    Optional<Standing> of(String run);

    /**
     * Where a run stands, in the words of the management API.
     *
     * @param reason why it does not go on; empty when it does
     */
    record Standing(String state, String reason) {}
}
