package io.drover.source;

import io.drover.batch.Bytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Sorted entries in a file of their own, read once from the start; the file goes when they are closed. */
final class SortedRun implements Entries {
    private static final int BUFFER = 32 * 1024;

    private final FileChannel file;
    private final DataInputStream in;
    private final Bytes key = new Bytes(64);
    private long left;
    private int valueLength;
    private boolean valueTaken = true;

    private SortedRun(FileChannel file, long count) {
        this.file = file;
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), BUFFER));
        this.left = count;
    }

    /** Writes all entries to a new file. */
    static SortedRun write(Scratch scratch, Entries entries) throws IOException {
        FileChannel file = scratch.file();
        try {
            long count = 0;
            Bytes value = new Bytes(1024);
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
            while (entries.next()) {
                scratch.step();
                value.truncate(0);
                entries.appendValue(value);
                out.writeInt(entries.key().length());
                out.writeInt(value.length());
                out.write(entries.key().array(), 0, entries.key().length());
                out.write(value.array(), 0, value.length());
                count++;
            }
            out.flush();
            file.position(0);
            return new SortedRun(file, count);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!valueTaken) {
            in.skipNBytes(valueLength);
        }
        if (left-- <= 0) {
            return false;
        }
        int keyLength = in.readInt();
        valueLength = in.readInt();
        valueTaken = false;
        key.truncate(0);
        read(key, keyLength);
        return true;
    }

    @Override
    public Bytes key() {
        return key;
    }

    @Override
    public void appendValue(Bytes to) throws IOException {
        read(to, valueLength);
        valueTaken = true;
    }

    private void read(Bytes to, int count) throws IOException {
        to.reserve(count);
        if (in.readNBytes(to.array(), to.length(), count) != count) {
            throw new EOFException("a scratch file of Group By was cut off");
        }
        to.grew(count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
