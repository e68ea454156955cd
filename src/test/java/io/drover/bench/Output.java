package io.drover.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; unlike the JDK's own stream without locks, and readable in place. */
final class Output {
    private byte[] bytes;
    private int length;

    Output(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    void length(int shorter) {
        length = shorter;
    }

    /** The bytes themselves, no copy: valid up to {@link #length()} and until the next write. */
    byte[] bytes() {
        return bytes;
    }

    void write(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) b;
    }

    void write(byte[] from, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    void write(String ascii) {
        write(ascii.getBytes(StandardCharsets.US_ASCII), 0, ascii.length());
    }

    void writeNumber(long number) {
        if (number >= 10) {
            writeNumber(number / 10);
        }
        write((int) ('0' + number % 10));
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }
}
