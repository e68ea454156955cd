package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.batch.ErrorClass;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Backoff;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.UnknownOutcome;
import io.drover.redelivery.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real threads; the clock is real too, but can be set forward. */
class GateTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final AttemptResult REFUSED = new AttemptResult.NotSent("connection refused");
    private static final Verdict DOWN = new Verdict.Pause("not reachable: connection refused");

    private final AtomicLong forward = new AtomicLong();
    private final Gate gate = gate(5);
    private final BlockingQueue<Pass> passes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Exception> refusals = new LinkedBlockingQueue<>();
    private final List<Thread> senders = new ArrayList<>();

    @AfterEach
    void endsItsSenders() throws InterruptedException {
        gate.stop();
        for (Thread sender : senders) {
            sender.join(5000);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @Test
    void letsEverybodyThroughAnOpenGate() throws Exception {
        for (int request = 0; request < 1000; request++) {
            Pass pass = gate.await();
            assertThat(pass.probe()).isFalse();
            gate.answered(pass, new AttemptResult.Answered(200, Optional.empty()), new Verdict.Settled());
        }
        assertThat(gate.state()).isEqualTo(new GateState.Open());
        assertThat(gate.accepted()).isTrue();
    }

    @Test
    void makesEveryBatchOfTheConnectionWaitForAYield() throws Exception {
        long before = System.nanoTime();
        answered(gate.await(), 429, new Verdict.Yield(Duration.ofMillis(300), "HTTP 429"));
        assertThat(gate.state()).isInstanceOf(GateState.Paused.class);
        send(4);
        assertThat(passes.poll(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(300_000_000L);
        await().atMost(SOON).until(() -> passes.size() == 3);
        assertThat(gate.state()).isEqualTo(new GateState.Open());
    }

    @Test
    void wakesEverybodyFromAnHourlongYieldWhenTheProcessStops() throws Exception {
        answered(gate.await(), 429, new Verdict.Yield(Duration.ofHours(1), "HTTP 429"));
        send(8);
        Thread held = new Thread(() -> keep(() -> gate.hold(Duration.ofHours(1))));
        start(held);
        await().atMost(SOON).until(() -> senders.stream().allMatch(GateTest::waits));
        gate.stop();
        await().atMost(SOON).until(() -> refusals.size() == 9);
        assertThat(refusals).allMatch(StoppedException.class::isInstance);
        assertThatThrownBy(gate::await).isInstanceOf(StoppedException.class);
    }

    @Test
    void letsOneSenderProbeADestinationThatIsDown() throws Exception {
        gate.answered(gate.await(), REFUSED, DOWN);
        assertThat(gate.state())
                .isInstanceOfSatisfying(
                        GateState.Down.class,
                        down -> assertThat(down.reason()).isEqualTo("not reachable: connection refused"));
        forward.addAndGet(Outage.FIRST_PROBE.toNanos());
        send(8);
        Pass probe = passes.poll(5, TimeUnit.SECONDS);
        assertThat(probe).isNotNull();
        assertThat(probe.probe()).isTrue();
        await().during(Duration.ofMillis(100)).atMost(SOON).until(passes::isEmpty);
        answered(probe, 200, new Verdict.Settled());
        await().atMost(SOON).until(() -> passes.size() == 7);
        assertThat(passes).noneMatch(Pass::probe);
    }

    @Test
    void letsASenderTryAtOnceWhenACheckFoundTheDestinationInOrder() throws Exception {
        gate.answered(gate.await(), REFUSED, DOWN);
        forward.addAndGet(Outage.FIRST_PROBE.toNanos());
        Pass lost = gate.await();
        send(2);
        await().atMost(SOON).until(() -> senders.stream().allMatch(GateTest::waits));
        gate.checked();
        Pass probe = passes.poll(5, TimeUnit.SECONDS);
        assertThat(probe).isNotNull();
        assertThat(probe.probe()).isTrue();
        answered(probe, 200, new Verdict.Settled());
        await().atMost(SOON).until(() -> passes.size() == 1);
        assertThat(lost.probe()).isTrue();
        gate.checked();
        assertThat(gate.state()).isEqualTo(new GateState.Open());
    }

    @Test
    void passesTheProbeOnWhenItsSenderEndsInSilence() throws Exception {
        gate.answered(gate.await(), REFUSED, DOWN);
        forward.addAndGet(Outage.FIRST_PROBE.toNanos());
        Pass probe = gate.await();
        send(2);
        gate.abandoned(probe);
        Pass next = passes.poll(5, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(next.probe()).isTrue();
        assertThat(passes).isEmpty();
    }

    @Test
    void givesUpOnAProbeThatNeverComesBack() throws Exception {
        gate.answered(gate.await(), REFUSED, DOWN);
        forward.addAndGet(Outage.FIRST_PROBE.toNanos());
        assertThat(gate.await().probe()).isTrue();
        forward.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(gate.await().probe()).isTrue();
    }

    @Test
    void probesAnUnreachableDestinationAtLeastEveryFourSeconds() throws Exception {
        Pass pass = gate.await();
        for (long seconds : new long[] {1, 2, 4, 4, 4}) {
            gate.answered(pass, REFUSED, DOWN);
            assertNextProbeIn(seconds);
            forward.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
            pass = gate.await();
        }
    }

    @Test
    void probesRefusedCredentialsEverMoreRarely() throws Exception {
        Pass pass = gate.await();
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            answered(pass, 401, new Verdict.Pause("HTTP 401: check the credentials of the connection"));
            assertNextProbeIn(seconds);
            forward.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
            pass = gate.await();
        }
    }

    @Test
    void countsTheFailuresOfWhatWasInFlightAsOneOutage() throws Exception {
        List<Pass> inFlight = List.of(gate.await(), gate.await(), gate.await());
        for (Pass pass : inFlight) {
            gate.answered(pass, REFUSED, DOWN);
        }
        assertNextProbeIn(1);
    }

    @Test
    void staysDownWhileProbesAreOnlyToldToRetry() throws Exception {
        gate.answered(gate.await(), REFUSED, DOWN);
        forward.addAndGet(Outage.FIRST_PROBE.toNanos());
        answered(gate.await(), 503, new Verdict.Retry(Duration.ofSeconds(1), "HTTP 503"));
        assertNextProbeIn(2);
    }

    @Test
    void reopensOnAnAnswerThatJudgesTheRequest() throws Exception {
        gate.answered(gate.await(), REFUSED, DOWN);
        forward.addAndGet(Outage.FIRST_PROBE.toNanos());
        answered(gate.await(), 400, new Verdict.GiveUp(ErrorClass.HTTP, "HTTP 400"));
        assertThat(gate.state()).isEqualTo(new GateState.Open());
        assertThat(gate.await().probe()).isFalse();
    }

    @Test
    void countsExhaustedBatchesUntilASuccess() throws Exception {
        answered(gate.await(), 503, new Verdict.GiveUp(ErrorClass.EXHAUSTED, "HTTP 503"));
        answered(gate.await(), 503, new Verdict.GiveUp(ErrorClass.EXHAUSTED, "HTTP 503"));
        assertThat(gate.exhaustedInARow()).isEqualTo(2);
        answered(gate.await(), 200, new Verdict.Settled());
        assertThat(gate.exhaustedInARow()).isZero();
    }

    @Test
    void doubtsCredentialsThatWereGoodAfterRefusalsInARow() throws Exception {
        answered(gate.await(), 200, new Verdict.Settled());
        for (int refusal = 0; refusal < 5; refusal++) {
            assertThat(gate.accepted()).isTrue();
            answered(gate.await(), 403, new Verdict.GiveUp(ErrorClass.HTTP, "HTTP 403"));
        }
        assertThat(gate.accepted()).isFalse();
    }

    private Gate gate(int pauseAfterExhausted) {
        RedeliveryPolicy policy = new RedeliveryPolicy(
                RedeliveryPolicy.DEFAULT_RECOVERABLE,
                RedeliveryPolicy.DEFAULT_YIELDING,
                RedeliveryPolicy.DEFAULT_MAX_RETRIES,
                false,
                new Backoff(Backoff.DEFAULT_FIRST, Backoff.DEFAULT_MAX),
                UnknownOutcome.RESEND,
                pauseAfterExhausted,
                0);
        return new Gate(Optional.empty(), policy, Duration.ofSeconds(70), () -> System.nanoTime() + forward.get());
    }

    private void answered(Pass pass, int status, Verdict verdict) {
        gate.answered(pass, new AttemptResult.Answered(status, Optional.empty()), verdict);
    }

    private void assertNextProbeIn(long seconds) {
        assertThat(gate.state())
                .isInstanceOfSatisfying(
                        GateState.Down.class,
                        down -> assertThat(down.nextProbe())
                                .isBetween(Duration.ofMillis(seconds * 1000 - 900), Duration.ofSeconds(seconds)));
    }

    private void send(int count) {
        for (int sender = 0; sender < count; sender++) {
            start(new Thread(() -> keep(() -> passes.add(gate.await()))));
        }
    }

    private void start(Thread sender) {
        senders.add(sender);
        sender.start();
    }

    private void keep(Wait wait) {
        try {
            wait.run();
        } catch (StoppedException | InterruptedException end) {
            refusals.add(end);
        }
    }

    private static boolean waits(Thread sender) {
        return sender.getState() == Thread.State.WAITING || sender.getState() == Thread.State.TIMED_WAITING;
    }

    /** Something that waits at the gate. */
    private interface Wait {
        void run() throws StoppedException, InterruptedException;
    }
}
