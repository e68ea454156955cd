package io.drover.source;

import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The mark at the end of every parse problem's message, such as {@code [row 9f2c1a07]}. It tells whether a row of an
 * error file was edited: an unreadable row is made readable before it goes into an error file, and must not be sent
 * in that damaged form when the file is dropped again as it is.
 */
final class Fingerprint {
    private Fingerprint() {}

    static String mark(CRC32 sum) {
        return String.format(Locale.ROOT, " [row %08x]", sum.getValue());
    }
}
