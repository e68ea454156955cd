package io.drover.result;

import io.drover.batch.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** One file that only grows. Not thread-safe. */
final class ResultFile implements Closeable {
    private static final int BUFFER = 64 * 1024;
    /** Enough for the header, and for all of a small file. */
    private static final int FIRST_BUFFER = 2 * 1024;

    private final Path file;
    private final MessageDigest digest;
    private FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER);
    private long length;
    private boolean changed;
    private boolean resting;

    private ResultFile(Path file, FileChannel channel, MessageDigest digest, long length) {
        this.file = file;
        this.channel = channel;
        this.digest = digest;
        this.length = length;
    }

    static ResultFile create(Path file, byte[] header) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        ResultFile created = new ResultFile(file, channel, Sha256.digest(), 0);
        created.changed = true;
        try {
            created.append(header, header.length);
            created.force();
            return created;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static ResultFile resume(Path file, long recorded) throws IOException {
        long actual = Files.exists(file) ? Files.size(file) : 0;
        if (actual < recorded) {
            throw new ResultFileShortException(file, actual, recorded);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ResultFile resumed = new ResultFile(file, channel, Sha256.digest(), recorded);
        // Always forced: what a killed process wrote may be in memory only, as far as this process knows.
        resumed.changed = true;
        try {
            channel.truncate(recorded);
            resumed.readAgain();
            resumed.force();
            return resumed;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void readAgain() throws IOException {
        channel.position(0);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            digest.update(buffer);
            buffer.clear();
        }
        if (channel.position() != length) {
            throw new IOException("a result file changed while it was read again; only one process may use it");
        }
    }

    void append(Bytes rows) throws IOException {
        append(rows.array(), rows.length());
    }

    private void append(byte[] bytes, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (resting) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE).position(length);
            resting = false;
        }
        if (count > buffer.remaining() && buffer.capacity() < BUFFER) {
            flush();
            buffer = ByteBuffer.allocateDirect(BUFFER);
        }
        changed = true;
        digest.update(bytes, 0, count);
        length += count;
        int at = 0;
        while (at < count) {
            int part = Math.min(count - at, buffer.remaining());
            buffer.put(bytes, at, part);
            at += part;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    void force() throws IOException {
        if (changed) {
            flush();
            channel.force(false);
            changed = false;
        }
    }

    /** Lets go of the file until the next append; what was appended must be forced. */
    void rest() throws IOException {
        channel.close();
        resting = true;
        if (buffer.capacity() == BUFFER) {
            buffer = ByteBuffer.allocate(FIRST_BUFFER);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    long length() {
        return length;
    }

    /** Of everything appended so far. */
    String sha256() {
        return Sha256.hex(Sha256.copyOf(digest));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
