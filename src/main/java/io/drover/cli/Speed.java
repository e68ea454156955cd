package io.drover.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Records a second over the last few seconds. */
final class Speed {
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Speed(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The speed now that so many records are done; 0 until there is something to compare with. */
    double at(long done) {
        long now = nanoTime.getAsLong();
        samples.addLast(new Sample(now, done));
        while (samples.size() > 2 && now - samples.getFirst().at > WINDOW) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        return now == oldest.at ? 0 : (done - oldest.done) * 1e9 / (now - oldest.at);
    }

    private record Sample(long at, long done) {}
}
