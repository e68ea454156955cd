package io.drover.proof.check;

/** An invariant that does not hold, and where. */
public record Breach(Invariant invariant, String what) {
    @Override
    public String toString() {
        return invariant + " (" + invariant.promise() + "): " + what;
    }
}
