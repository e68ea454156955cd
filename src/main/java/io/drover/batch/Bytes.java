package io.drover.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growable run of bytes whose array may be read in place. Not thread-safe.
 *
 * <p>The hot path appends to one of these instead of making strings or small arrays per record.
 */
public final class Bytes {
    private byte[] array;
    private int length;

    public Bytes(int capacity) {
        this.array = new byte[Math.max(16, capacity)];
    }

    /** The backing array; only the first {@link #length()} bytes mean anything, and the next append may replace it. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    /** Forgets every byte from {@code newLength} on; keeps the capacity. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException("length must be between 0 and " + length + ", but was " + newLength);
        }
        length = newLength;
    }

    public Bytes append(int oneByte) {
        if (length == array.length) {
            grow(1);
        }
        array[length++] = (byte) oneByte;
        return this;
    }

    public Bytes append(byte[] bytes) {
        return append(bytes, 0, bytes.length);
    }

    public Bytes append(byte[] bytes, int offset, int count) {
        reserve(count);
        System.arraycopy(bytes, offset, array, length, count);
        length += count;
        return this;
    }

    /** Appends the UTF-8 form of the text. */
    public Bytes append(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends the decimal digits of the number. */
    public Bytes appendNumber(long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            return append(Long.toString(number));
        }
        int rest = (int) number;
        int digits = digits(rest);
        reserve(digits);
        byte[] to = array;
        for (int at = length + digits - 1; at >= length; at--) {
            int tenth = rest / 10;
            to[at] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        length += digits;
        return this;
    }

    private static int digits(int number) {
        int digits = 1;
        for (long limit = 10; number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    /** Makes room for that many further bytes, so that {@link #array()} stays the same while they are written. */
    public void reserve(int count) {
        if (array.length - length < count) {
            grow(count);
        }
    }

    /** That many further bytes have been written into {@link #array()}, which had room for them. */
    public void grew(int count) {
        if (count < 0 || array.length - length < count) {
            throw new IllegalArgumentException("room was reserved for " + (array.length - length) + ", not " + count);
        }
        length += count;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }

    /** The bytes as UTF-8 text. */
    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    private void grow(int count) {
        int wanted = Math.addExact(length, count);
        array = Arrays.copyOf(array, Math.max(wanted, array.length + (array.length >> 1)));
    }
}
