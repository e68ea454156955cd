package io.drover.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One client's keep-alive connection: reads heads, throws bodies away, sends prepared answers. */
final class SinkConnection {
    /** What a complete request asked for. */
    record Request(String path, long bodyBytes) {}

    private static final int LONGEST_HEAD = 1 << 16;

    private final SelectionKey key;
    private final SocketChannel channel;
    private final byte[] head = new byte[LONGEST_HEAD];
    private int headLength;
    private String path = "";
    private long bodyBytes;
    private long bodyLeft = -1;
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    SinkConnection(SelectionKey key, SocketChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Reads what is there; a request where one became complete. The buffer is the sink's only one. */
    Optional<Request> read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            channel.close();
            return Optional.empty();
        }
        buffer.flip();
        if (bodyLeft < 0) {
            readHead(buffer);
        }
        if (bodyLeft < 0) {
            return Optional.empty();
        }
        bodyLeft -= buffer.remaining();
        if (bodyLeft > 0) {
            return Optional.empty();
        }
        if (bodyLeft < 0) {
            throw new IOException("a request came before the answer to the one before; the sink does not pipeline");
        }
        bodyLeft = -1;
        return Optional.of(new Request(path, bodyBytes));
    }

    private void readHead(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            byte b = buffer.get();
            head[headLength++] = b;
            if (b == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
                understandHead(new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
                headLength = 0;
                return;
            }
        }
    }

    private void understandHead(String text) throws IOException {
        int target = text.indexOf(' ') + 1;
        path = text.substring(target, text.indexOf(' ', target));
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("\ntransfer-encoding:") || lower.contains("\nexpect:")) {
            throw new IOException("the sink takes requests with Content-Length and without Expect only");
        }
        int length = lower.indexOf("\ncontent-length:");
        bodyBytes = length < 0
                ? 0
                : Long.parseLong(
                        text.substring(length + 16, text.indexOf('\r', length)).strip());
        bodyLeft = bodyBytes;
    }

    /** Sends as much as the socket takes; the rest goes when it takes more. */
    void send(SinkAnswer answer) throws IOException {
        unsent = answer.http().duplicate();
        flush();
    }

    void flush() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
