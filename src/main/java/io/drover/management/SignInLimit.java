package io.drover.management;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often somebody may fail to sign in: from one address, and in all. Safe for every thread. */
final class SignInLimit {
    private static final int FROM_ONE = 5;
    private static final int IN_ALL = 50;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final String ALL = "";

    private final LongSupplier nanoTime;
    private final Map<String, Failures> failures = new HashMap<>();

    private record Failures(int count, long since) {}

    SignInLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Counts an attempt before it is looked at; {@link #succeeded} takes it back.
     *
     * @throws Refusal when there were too many
     */
    synchronized void attempt(String address) {
        long now = nanoTime.getAsLong();
        failures.values().removeIf(each -> now - each.since() > WINDOW);
        check(failures.get(address), FROM_ONE, now);
        check(failures.get(ALL), IN_ALL, now);
        count(address, now);
        count(ALL, now);
    }

    private static void check(@org.jspecify.annotations.Nullable Failures failed, int most, long now) {
        if (failed != null && failed.count() >= most) {
            throw Refusal.tooOften(
                    1 + Duration.ofNanos(WINDOW - (now - failed.since())).toSeconds());
        }
    }

    private void count(String address, long now) {
        Failures before = failures.get(address);
        failures.put(address, before == null ? new Failures(1, now) : new Failures(before.count() + 1, before.since()));
    }

    synchronized void succeeded(String address) {
        failures.remove(address);
        failures.computeIfPresent(ALL, (all, failed) -> new Failures(failed.count() - 1, failed.since()));
    }
}
