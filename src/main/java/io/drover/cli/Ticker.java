package io.drover.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls again and again until closed, on one daemon thread. */
final class Ticker implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Ticker(Ticking ticking, Duration period) {
        thread = new Thread(() -> work(ticking, period), "progress");
        thread.setDaemon(true);
    }

    static Ticker start(Ticking ticking, Duration period) {
        Ticker ticker = new Ticker(ticking, period);
        ticker.thread.start();
        return ticker;
    }

    private void work(Ticking ticking, Duration period) {
        try {
            while (!closed.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                ticking.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** What happens at each tick. */
    interface Ticking {
        void tick();
    }
}
