package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.ErrorClass;
import io.drover.batch.Tally;
import io.drover.delivery.GateState;
import io.drover.run.RunTally;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is drawn, by a clock that is set. */
class ProgressDisplayTest {
    private static final GateState OPEN = new GateState.Open();

    private final StringWriter screen = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();
    private final Speed speed = new Speed(nanos::get);

    private ProgressDisplay display(boolean live, int width) {
        PrintWriter writer = new PrintWriter(screen);
        return new ProgressDisplay(new Terminal(writer, writer, live, width), live, speed);
    }

    private static Progress progress(long done, boolean exact, GateState gate) {
        long failed = done / 10;
        Tally settled =
                new Tally(done, done - failed, failed == 0 ? Map.of() : Map.of(ErrorClass.HTTP, failed), 1, 2, 3, 4);
        return new Progress("a.csv", new RunTally.Reading(settled, 2000, exact, 5, 3, 4, 6), 1234.4, gate);
    }

    @Test
    void blockIsDrawnOverTheOneBefore() {
        ProgressDisplay display = display(true, 80);
        display.show(progress(500, false, OPEN));
        display.show(progress(2000, true, OPEN));
        assertThat(screen).hasToString("""
                a.csv  [#######.......................] 25 %
                  500 of ~2,000 records, 1,234/s
                  450 succeeded, 50 failed | 6 in flight, 3 retries, 4 yields
                \u001b[3A\u001b[Ja.csv  [##############################] 100 %
                  2,000 of 2,000 records, 1,234/s
                  1,800 succeeded, 200 failed | 6 in flight, 3 retries, 4 yields
                """);
    }

    @Test
    void noTotalIsGivenBeforeThereIsOne() {
        Tally nothing = new Tally(0, 0, Map.of(), 0, 0, 0, 0);
        RunTally.Reading reading = new RunTally.Reading(nothing, 0, false, 0, 0, 0, 0);
        display(false, 80).show(new Progress("a.csv", reading, 0, OPEN));
        assertThat(screen.toString()).startsWith("a.csv: 0 records so far (0 %), 0/s, ");
    }

    @Test
    void pauseCountsDownInALineOfItsOwnThatGoesAway() {
        ProgressDisplay display = display(true, 80);
        display.show(progress(1, true, new GateState.Paused(Duration.ofMillis(40_100))));
        assertThat(screen.toString()).endsWith("  paused: the destination asked to wait; goes on in 41 s\n");
        display.show(progress(1, true, OPEN));
        assertThat(screen.toString()).contains("\u001b[4A\u001b[J").endsWith("yields\n");
    }

    @Test
    void destinationThatIsDownIsToldWithItsReason() {
        GateState down = new GateState.Down("HTTP 401", Duration.ofSeconds(80), Duration.ofSeconds(5));
        assertThat(ProgressText.pause(down))
                .isEqualTo("destination is down: tries again in 5 s, waiting for 1 min 20 s; HTTP 401");
        assertThat(ProgressText.pause(new GateState.Down("x", Duration.ZERO, Duration.ZERO)))
                .contains("tries again now");
        assertThat(ProgressText.countdown(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
    }

    @Test
    void linesNeverWrap() {
        display(true, 30).show(progress(1, true, new GateState.Paused(Duration.ofSeconds(1))));
        assertThat(screen.toString().lines()).allMatch(line -> line.length() < 30);
    }

    @Test
    void plainDisplayIsOneLineWithoutControlCharacters() {
        display(false, 30).show(progress(1000, true, new GateState.Paused(Duration.ofSeconds(3))));
        assertThat(screen.toString().strip())
                .isEqualTo("a.csv: 1,000 of 2,000 records (50 %), 1234/s, 900 succeeded, 100 failed, 6 in flight,"
                        + " 3 retries, 4 yields; paused: the destination asked to wait; goes on in 3 s");
    }

    @Test
    void speedIsThatOfTheLastSeconds() {
        assertThat(speed.at(0)).isZero();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(speed.at(1000)).isEqualTo(500);
        for (int i = 0; i < 60; i++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            speed.at(1000);
        }
        assertThat(speed.at(1000)).as("nothing happened lately").isZero();
    }
}
