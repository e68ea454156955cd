package io.drover.run;

import io.drover.journal.Journal;
import io.drover.journal.Parting;
import io.drover.result.Settlement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes settlements durable, on one thread for all runs: rows are appended, the files forced, the journal written, and
 * only then is a settlement acknowledged. Whatever arrives while one group is on its way to the disk, or in the rest of
 * at most 20 ms that follows, is the next group, so a slow disk makes groups larger, not the work longer; who cannot
 * wait says {@link #hurry}. The journal's account is in the order of the rows.
 *
 * <p>When a file or the journal fails, every settlement of that run not acknowledged yet fails, and so do later ones:
 * the run goes on from its last recorded group after a restart.
 */
public final class Settler implements AutoCloseable {
    /** A commit is followed by a rest this many times as long as it took, so that at most a quarter goes to the disk. */
    private static final int REST = 3;

    private static final long LONGEST_REST_NANOS = Duration.ofMillis(20).toNanos();

    private final Journal journal;
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<SettlingGroup.Entry> waiting = new ArrayDeque<>();
    private final Thread thread;
    private long restUntil;
    private boolean resting;
    private boolean hurried;
    private boolean closed;

    /** Starts the thread. */
    public Settler(Journal journal) {
        this.journal = journal;
        this.thread = new Thread(this::work, "settler");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Settles a batch.
     *
     * @return completes once the outcomes survive a loss of power, exceptionally when they may not; what depends on
     *     it runs on the settler's thread and must be short
     */
    public CompletableFuture<Void> settle(RunResults run, Settlement settlement) {
        return settle(run, settlement, Optional.empty());
    }

    /** The same for a part of a batch; that its rest goes on is recorded together with it. */
    CompletableFuture<Void> settle(RunResults run, Settlement settlement, Optional<Parting> parting) {
        return settle(List.of(new SettlingGroup.Part(run, settlement)), parting);
    }

    /** Settles parts of one batch that belong to several runs: all are recorded, with what goes on, or none. */
    CompletableFuture<Void> settle(List<SettlingGroup.Part> parts, Optional<Parting> parting) {
        return settle(new SettlingGroup.Entry(parts, parting, new CompletableFuture<>()));
    }

    private CompletableFuture<Void> settle(SettlingGroup.Entry entry) {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException(
                                "batch " + entry.parts().get(0).settlement().batch()
                                        + " came after settling had ended; it is not recorded, and is delivered after a restart"));
            }
            waiting.add(entry);
            if (!resting) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        return entry.settled();
    }

    /** Somebody waits for what was handed over so far: it goes to the disk without a rest. */
    public void hurry() {
        lock.lock();
        try {
            hurried = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (List<SettlingGroup.Entry> taken = take(); !taken.isEmpty(); taken = take()) {
            long begun = System.nanoTime();
            new SettlingGroup(taken).settle(journal);
            long ended = System.nanoTime();
            restUntil = ended + Math.min(LONGEST_REST_NANOS, REST * (ended - begun));
        }
    }

    /** Everything that waits; nothing when there will never be anything again. */
    private List<SettlingGroup.Entry> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            rest();
            hurried = false;
            List<SettlingGroup.Entry> taken = new ArrayList<>(waiting);
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        resting = true;
        long left = restUntil - System.nanoTime();
        while (left > 0 && !hurried && !closed) {
            try {
                left = arrived.awaitNanos(left);
            } catch (InterruptedException e) {
                // Nobody outside has this thread; it ends by close() only, so that nothing taken is left unsettled.
                throw new IllegalStateException("the settler's thread was interrupted", e);
            }
        }
        resting = false;
    }

    /** Settles what has come in, then ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
