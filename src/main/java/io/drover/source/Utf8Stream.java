package io.drover.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another charset as UTF-8 bytes, so that there is one CSV parser. */
final class Utf8Stream extends InputStream {
    private static final int SIZE = 16 * 1024;

    private final Reader reader;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer chars = CharBuffer.allocate(SIZE).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE * 4).flip();
    private boolean atEnd;

    Utf8Stream(InputStream in, Charset charset) {
        reader = new InputStreamReader(in, strict(charset));
    }

    /**
     * Reads to the end.
     *
     * @throws UnreadableSourceException when a byte sequence means nothing in the charset, with its position
     */
    static void check(InputStream in, Charset charset) throws IOException, UnreadableSourceException {
        CharsetDecoder decoder = strict(charset);
        ByteBuffer undecoded = ByteBuffer.allocate(SIZE).flip();
        CharBuffer decoded = CharBuffer.allocate(SIZE);
        long before = 0;
        boolean atEnd = false;
        while (!atEnd) {
            before += undecoded.position();
            undecoded.compact();
            int read = in.readNBytes(undecoded.array(), undecoded.position(), undecoded.remaining());
            atEnd = read < undecoded.remaining();
            undecoded.position(undecoded.position() + read).flip();
            CoderResult result = CoderResult.OVERFLOW;
            while (result.isOverflow()) {
                result = decoder.decode(undecoded, decoded.clear(), atEnd);
            }
            if (result.isError()) {
                throw new UnreadableSourceException("byte " + (before + undecoded.position()) + " means nothing in "
                        + charset + "; set the file's charset (drover.loads.NAME.charset)");
            }
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (!bytes.hasRemaining() && !atEnd) {
            encodeMore();
        }
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(to, offset, count);
        return count;
    }

    private void encodeMore() throws IOException {
        chars.compact();
        atEnd = reader.read(chars) < 0;
        chars.flip();
        CoderResult result = encoder.encode(chars, bytes.clear(), atEnd);
        bytes.flip();
        if (result.isError()) {
            result.throwException();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
