package io.drover.schema;

/** Dates and times of ISO 8601 as bytes, seen to be right without making an object of them. */
final class IsoTime {
    private static final int DATE_LENGTH = 10;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** What a text is. */
    enum Reading {
        NO_TIME,
        WITHOUT_OFFSET,
        WITH_OFFSET
    }

    private IsoTime() {}

    /** Whether a text is a day such as 2026-01-31. */
    static boolean isDate(byte[] text, int from, int end) {
        return end - from == DATE_LENGTH && startsWithDate(text, from, end);
    }

    private static boolean startsWithDate(byte[] text, int from, int end) {
        if (end - from < DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
            return false;
        }
        int month = two(text, from + 5);
        int day = two(text, from + 8);
        return isYear(text, from) && month >= 1 && month <= 12 && day >= 1 && day <= days(text, from, month);
    }

    private static int days(byte[] text, int from, int month) {
        return month == 2 && isLeap(text, from) ? 29 : DAYS[month - 1];
    }

    private static boolean isYear(byte[] text, int from) {
        return two(text, from) >= 0 && two(text, from + 2) >= 0;
    }

    private static boolean isLeap(byte[] text, int from) {
        int century = two(text, from);
        int year = two(text, from + 2);
        return year % 4 == 0 && (year != 0 || century % 4 == 0);
    }

    /** Reads a text such as 2026-01-31T10:15:30.5+01:00; seconds, fraction and offset may be missing. */
    static Reading dateTime(byte[] text, int from, int end) {
        if (!startsWithDate(text, from, end) || from + DATE_LENGTH == end || text[from + DATE_LENGTH] != 'T') {
            return Reading.NO_TIME;
        }
        int at = afterTime(text, from + DATE_LENGTH + 1, end);
        if (at < 0) {
            return Reading.NO_TIME;
        }
        if (at == end) {
            return Reading.WITHOUT_OFFSET;
        }
        boolean utc = text[at] == 'Z' && at + 1 == end;
        return utc || isOffset(text, at, end) ? Reading.WITH_OFFSET : Reading.NO_TIME;
    }

    private static int afterTime(byte[] text, int from, int end) {
        if (!isClock(text, from, end, 23)) {
            return -1;
        }
        int at = from + 5;
        if (at == end || text[at] != ':') {
            return at;
        }
        int seconds = at + 3 <= end ? two(text, at + 1) : -1;
        if (seconds < 0 || seconds > 59) {
            return -1;
        }
        return afterFraction(text, at + 3, end);
    }

    private static int afterFraction(byte[] text, int from, int end) {
        if (from == end || text[from] != '.') {
            return from;
        }
        int at = from + 1;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        int digits = at - from - 1;
        return digits < 1 || digits > 9 ? -1 : at;
    }

    private static boolean isOffset(byte[] text, int from, int end) {
        boolean signed = text[from] == '+' || text[from] == '-';
        return signed && end - from == 6 && isClock(text, from + 1, end, 18);
    }

    /** Whether 10:15 stands there. */
    private static boolean isClock(byte[] text, int from, int end, int maxHour) {
        if (end - from < 5 || text[from + 2] != ':') {
            return false;
        }
        int hour = two(text, from);
        int minute = two(text, from + 3);
        return hour >= 0 && hour <= maxHour && minute >= 0 && minute <= 59;
    }

    /** The number of two digits; -1 when they are none. */
    private static int two(byte[] text, int from) {
        int tens = text[from] - '0';
        int ones = text[from + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }
}
