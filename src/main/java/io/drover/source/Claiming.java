package io.drover.source;

/** How trying to take a file ended. */
public sealed interface Claiming {
    /** The file is ours; it is now below {@code processing/RUN}. */
    record Taken(Claim claim) implements Claiming {}

    /**
     * Nothing was taken; if the file is still there, it will be looked at again.
     *
     * @param reason for the log
     */
    record LeftAlone(String reason) implements Claiming {}
}
