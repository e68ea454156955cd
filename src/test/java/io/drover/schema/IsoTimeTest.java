package io.drover.schema;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts that stand amid others, compared with what an expression and the calendar of Java say. */
class IsoTimeTest {
    private static final Pattern DATE_TIME = Pattern.compile("(?<date>\\d{4}-\\d\\d-\\d\\d)T(?:[01]\\d|2[0-3]):[0-5]\\d"
            + "(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?<offset>Z|[+-](?:0\\d|1[0-8]):[0-5]\\d)?");
    private static final List<String> TIMES = List.of(
            "2026-01-31T10:15:30.5+01:00",
            "2026-12-30T23:59:59.123456789-18:59",
            "2024-02-29T00:00:00Z",
            "1999-09-30T19:45+09:30",
            "2026-01-31T10:15Z",
            "2026-01-31T10:15:30");

    @Test
    void daysAreThoseOfTheCalendar() {
        for (int year : new int[] {0, 4, 100, 1900, 1999, 2000, 2023, 2024, 2100, 2400, 9999}) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String text = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
                    assertThat(isDate(text)).as(text).isEqualTo(isDay(year, month, day));
                }
            }
        }
    }

    @Test
    void aDateIsAllOfTheText() {
        assertThat(isDate("2026-01-3")).isFalse();
        assertThat(isDate("2026-01-310")).isFalse();
        assertThat(isDate("")).isFalse();
        for (int at = 0; at < 10; at++) {
            String other = "2026-01-31".substring(0, at) + "/" + "2026-01-31".substring(at + 1);
            assertThat(isDate(other)).as(other).isFalse();
        }
    }

    @Test
    void timesAreThoseOfTheExpression() {
        for (String time : TIMES) {
            for (int at = 0; at <= time.length(); at++) {
                String before = time.substring(0, at);
                assertReads(before);
                for (char each : "0123456789-:T.Z+ /".toCharArray()) {
                    assertReads(before + each + time.substring(Math.min(at + 1, time.length())));
                    assertReads(before + each + time.substring(at));
                }
            }
        }
    }

    @Test
    void aFractionHasOneToNineDigits() {
        for (int digits = 0; digits <= 11; digits++) {
            for (String offset : new String[] {"", "Z", "+00:00", "+24:00", "-19:00", "+1800", "+18:00:00"}) {
                assertReads("2026-01-31T10:15:30." + "7".repeat(digits) + offset);
            }
        }
    }

    private static void assertReads(String text) {
        Matcher time = DATE_TIME.matcher(text);
        IsoTime.Reading expected = IsoTime.Reading.NO_TIME;
        if (time.matches() && isDate(time.group("date"))) {
            expected = time.group("offset") == null ? IsoTime.Reading.WITHOUT_OFFSET : IsoTime.Reading.WITH_OFFSET;
        }
        // What stands around it would make other texts of it.
        for (String after : new String[] {"", "0", "5", ":30", "Z", "+01:00", ".5"}) {
            byte[] bytes = ("20" + text + after).getBytes(US_ASCII);
            assertThat(IsoTime.dateTime(bytes, 2, 2 + text.length())).as(text).isEqualTo(expected);
        }
    }

    private static boolean isDate(String text) {
        byte[] bytes = ("20" + text + "01-01").getBytes(US_ASCII);
        return IsoTime.isDate(bytes, 2, 2 + text.length());
    }

    private static boolean isDay(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}
