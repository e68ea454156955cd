package io.drover.source;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes run ids, {@code yyyyMMdd-HHmmss-SSS-xxxx} in UTC: they sort by time and are safe in a file name.
 *
 * <p>Each id is greater than the one before, also when the clock stands or jumps back. The last four hexadecimal
 * digits start at random, so two processes seldom meet; the folder made for the run decides when they do.
 */
public final class RunIds {
    private static final String SHAPE = "\\d{8}-\\d{6}-\\d{3}-[0-9a-f]{4}";
    private static final Pattern RUN_ID = Pattern.compile(SHAPE);
    private static final Pattern ERROR_FILE = Pattern.compile("\\.(" + SHAPE + ")\\.error(?=\\.)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int NUMBERS = 0x10000;

    private final Clock clock;
    private final IntSupplier random;
    private long lastMillis;
    private int lastNumber;

    /** Makes ids by the clock. {@code random} is asked for the first number of each millisecond. */
    public RunIds(Clock clock, IntSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, greater than every earlier one of this object. */
    public synchronized String next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            // The upper half is left to the runs that follow within the same millisecond.
            lastNumber = Math.floorMod(random.getAsInt(), NUMBERS / 2);
        } else if (++lastNumber == NUMBERS) {
            lastMillis++;
            lastNumber = 0;
        }
        return TIME.format(Instant.ofEpochMilli(lastMillis)) + String.format(Locale.ROOT, "-%04x", lastNumber);
    }

    /** Whether a text has the shape of a run id. */
    public static boolean isRunId(String text) {
        return RUN_ID.matcher(text).matches();
    }

    /** The run whose error file a file is, by its name: {@code customers.RUN.error.csv}. */
    public static Optional<String> parentOf(String fileName) {
        Optional<String> last = Optional.empty();
        for (Matcher matcher = ERROR_FILE.matcher(fileName); matcher.find(); ) {
            last = Optional.of(matcher.group(1));
        }
        return last;
    }
}
