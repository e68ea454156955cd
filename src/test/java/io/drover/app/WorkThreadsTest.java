package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkThreadsTest {
    private final BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
    private final WorkThreads threads = new WorkThreads(deaths::add);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void tellsOfAnErrorThatNobodyAskedFor() throws Exception {
        Error error = new LinkageError("gone");
        var task = threads.submit(() -> {
            throw error;
        });
        assertThat(deaths.poll(30, TimeUnit.SECONDS)).isSameAs(error);
        assertThat(task).isDone();
    }

    @Test
    void tellsOfAnErrorOfABackgroundJob() throws Exception {
        Error error = new LinkageError("gone");
        threads.execute(() -> {
            throw error;
        });
        assertThat(deaths.poll(30, TimeUnit.SECONDS)).isSameAs(error);
    }

    @Test
    void leavesAnExceptionOfABackgroundJobToItsThread() throws Exception {
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        IllegalStateException exception = new IllegalStateException("the disk is away");
        threads.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
            throw exception;
        });
        assertThat(uncaught.poll(30, TimeUnit.SECONDS)).isSameAs(exception);
        assertThat(deaths).isEmpty();
    }

    @Test
    void saysNothingOfWorkThatEndsWell() throws Exception {
        assertThat(threads.submit(() -> 1).get(30, TimeUnit.SECONDS)).isEqualTo(1);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(deaths).isEmpty();
    }
}
