package io.drover.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks gzip as a stream and stops at what only a file made to harm would hold. */
final class Gunzip extends FilterInputStream {
    private final Limits limits;
    private final Counted packed;
    private final Members members;
    private long unpacked;

    /**
     * How much may come out.
     *
     * @param most unpacked bytes at all
     * @param ratio the most unpacked bytes for each packed one, once {@code free} bytes are unpacked
     */
    record Limits(long most, int ratio, long free) {
        static final Limits DEFAULT = new Limits(1L << 40, 250, 64L << 20);
    }

    /** The limit that was reached; its message is for the reason file. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message);
        }
    }

    Gunzip(InputStream packed, Limits limits) throws IOException {
        this(new Counted(packed), limits);
    }

    private Gunzip(Counted packed, Limits limits) throws IOException {
        this(packed, new Members(packed), limits);
    }

    private Gunzip(Counted packed, Members members, Limits limits) {
        super(members);
        this.packed = packed;
        this.members = members;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        if (read < 0 && members.moreFollows()) {
            throw new ZipException("data follows its end");
        }
        unpacked += Math.max(0, read);
        if (unpacked > limits.most() || (unpacked > limits.free() && unpacked / limits.ratio() > packed.count)) {
            throw new TooMuchException("the gzip file unpacks to " + unpacked + " bytes or more from " + packed.count
                    + "; allowed are " + limits.most() + " bytes and " + limits.ratio()
                    + " for each packed one; drop the unpacked file instead");
        }
        return read;
    }

    /** Tells what the JDK's class hides: that what follows the last readable member was passed over. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        private final Counted packed;
        private long countAtFill;

        Members(Counted packed) throws IOException {
            super(packed, 16 * 1024);
            this.packed = packed;
            this.countAtFill = packed.count;
        }

        @Override
        protected void fill() throws IOException {
            super.fill();
            countAtFill = packed.count;
        }

        /** At the end: whether more than the last member's trailer came after its data. */
        boolean moreFollows() throws IOException {
            long afterData = inf.getRemaining() + packed.count - countAtFill;
            return afterData > TRAILER || packed.read() >= 0;
        }
    }

    /** Counts what is taken from the packed file. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
