package io.drover.proof.check;

import java.util.ArrayList;
import java.util.List;

/** What was found, up to a number that a person reads. */
final class Breaches {
    private static final int MOST = 200;

    private final List<Breach> found = new ArrayList<>();

    void unless(boolean holds, Invariant invariant, String what, Object... values) {
        if (!holds && found.size() < MOST) {
            found.add(new Breach(invariant, what.formatted(values)));
        }
    }

    List<Breach> found() {
        return List.copyOf(found);
    }
}
