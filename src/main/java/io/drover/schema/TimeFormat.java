package io.drover.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How a date or time is written: {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern of letters such
 * as {@code dd.MM.yyyy HH:mm}. Names of months and days are English.
 *
 * @param text as the schema file has it
 */
record TimeFormat(String text, DateTimeFormatter formatter) {
    private static final String SECONDS = "epoch-seconds";
    private static final String MILLIS = "epoch-millis";
    private static final DateTimeFormatter NO_PATTERN = DateTimeFormatter.ISO_DATE_TIME;

    static final TimeFormat ISO_DATE = new TimeFormat("iso", DateTimeFormatter.ISO_LOCAL_DATE);
    static final TimeFormat ISO_DATETIME = new TimeFormat("iso", DateTimeFormatter.ISO_DATE_TIME);

    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException when the text is none for that type
     */
    static TimeFormat parse(String text, FieldType type) {
        boolean date = type == FieldType.DATE;
        if (text.equals("iso")) {
            return date ? ISO_DATE : ISO_DATETIME;
        }
        if (text.equals(SECONDS) || text.equals(MILLIS)) {
            if (date) {
                throw new IllegalArgumentException(text + " is a time; use type datetime");
            }
            return new TimeFormat(text, NO_PATTERN);
        }
        // In a pattern yyyy is the year of an era, which strict reading would ask for.
        DateTimeFormatter pattern = DateTimeFormatter.ofPattern(outsideQuotes(text), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        return new TimeFormat(text, pattern);
    }

    private static String outsideQuotes(String pattern) {
        StringBuilder years = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int at = 0; at < pattern.length(); at++) {
            char each = pattern.charAt(at);
            quoted ^= each == '\'';
            years.append(each == 'y' && !quoted ? 'u' : each);
        }
        return years.toString();
    }

    boolean isIso() {
        return text.equals("iso");
    }

    /** Whether it is written as a JSON number. */
    boolean isNumber() {
        return text.equals(SECONDS) || text.equals(MILLIS);
    }

    LocalDate readDate(String value) {
        return LocalDate.parse(value, formatter);
    }

    /** A ZonedDateTime where the text says an offset or zone, or else a LocalDateTime. */
    Temporal readDateTime(String value) {
        if (isNumber()) {
            return readEpoch(value);
        }
        TemporalAccessor read = formatter.parseBest(value, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        return read instanceof LocalDate day ? day.atStartOfDay() : (Temporal) read;
    }

    private Temporal readEpoch(String value) {
        try {
            long number = Long.parseLong(value);
            Instant instant = text.equals(SECONDS) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            return instant.atZone(ZoneOffset.UTC);
        } catch (NumberFormatException e) {
            throw new DateTimeException("no number", e);
        }
    }

    /**
     * The text of a moment.
     *
     * @throws DateTimeException when it lacks what the format shows
     */
    String write(Temporal moment) {
        if (!isNumber()) {
            return formatter.format(
                    moment instanceof ZonedDateTime zoned && isIso() ? zoned.toOffsetDateTime() : moment);
        }
        if (!(moment instanceof ZonedDateTime zoned)) {
            throw new DateTimeException("no offset");
        }
        Instant instant = zoned.toInstant();
        return Long.toString(text.equals(SECONDS) ? instant.getEpochSecond() : instant.toEpochMilli());
    }
}
