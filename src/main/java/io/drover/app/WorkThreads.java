package io.drover.app;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that runs and their lanes work on, as many as are needed. A lane that dies leaves its run without an end,
 * and Camel never looks at what it died of: so somebody is told.
 */
final class WorkThreads extends ThreadPoolExecutor {
    private static final int KEPT_SECONDS = 60;

    private final Consumer<Throwable> death;

    WorkThreads(Consumer<Throwable> death) {
        super(
                0,
                Integer.MAX_VALUE,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new NamedThreads("batch"));
        this.death = death;
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable thrown) {
        super.afterExecute(work, thrown);
        // An exception of a background job is no lane's death: the thread's own handler tells it.
        Throwable cause = work instanceof Future<?> task ? failure(task) : thrown instanceof Error ? thrown : null;
        if (cause != null) {
            death.accept(cause);
        }
    }

    private static @Nullable Throwable failure(Future<?> ended) {
        try {
            ended.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (CancellationException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
