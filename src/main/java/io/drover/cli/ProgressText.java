package io.drover.cli;

import io.drover.delivery.GateState;
import io.drover.run.RunTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's progress in words. Plain ASCII without colours: it is as readable in a log file as on a terminal. */
final class ProgressText {
    private static final int BAR = 30;

    private ProgressText() {}

    /** The lines of the live display. */
    static List<String> block(Progress progress) {
        int filled = (int) Math.floor(progress.share() * BAR);
        List<String> lines = new ArrayList<>();
        lines.add(progress.file() + "  [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent(progress));
        lines.add("  " + records(progress) + ", "
                + String.format(Locale.ROOT, "%,d/s", Math.round(progress.perSecond())));
        lines.add("  " + outcomes(progress) + " | " + requests(progress));
        String pause = pause(progress.gate());
        if (!pause.isEmpty()) {
            lines.add("  " + pause);
        }
        return lines;
    }

    /** Everything in one line. */
    static String line(Progress progress) {
        String pause = pause(progress.gate());
        return progress.file() + ": " + records(progress) + " (" + percent(progress) + "), "
                + Math.round(progress.perSecond()) + "/s, " + outcomes(progress) + ", " + requests(progress)
                + (pause.isEmpty() ? "" : "; " + pause);
    }

    /** Why nothing is sent at the moment, and for how long; empty when requests may start. */
    static String pause(GateState gate) {
        if (gate instanceof GateState.Paused paused) {
            return "paused: the destination asked to wait; goes on in " + countdown(paused.remaining());
        }
        if (gate instanceof GateState.Down down) {
            String next = down.nextProbe().isZero() ? "now" : "in " + countdown(down.nextProbe());
            return "destination is down: tries again " + next + ", waiting for " + countdown(down.lasting()) + "; "
                    + down.reason();
        }
        return "";
    }

    /** Whole seconds, rounded up, so that a countdown ends at 1. */
    static String countdown(Duration duration) {
        long seconds = (duration.toMillis() + 999) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String percent(Progress progress) {
        return (int) Math.floor(progress.share() * 100) + " %";
    }

    private static String records(Progress progress) {
        RunTally.Reading reading = progress.reading();
        if (reading.total() == 0 && !reading.exact()) {
            return number(progress.done()) + " records so far";
        }
        return number(progress.done()) + " of " + (reading.exact() ? "" : "~") + number(reading.total()) + " records";
    }

    private static String outcomes(Progress progress) {
        return number(progress.reading().settled().succeeded()) + " succeeded, "
                + number(progress.reading().settled().failed()) + " failed";
    }

    private static String requests(Progress progress) {
        return progress.reading().inFlight() + " in flight, "
                + number(progress.reading().retries()) + " retries, "
                + number(progress.reading().yields()) + " yields";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
