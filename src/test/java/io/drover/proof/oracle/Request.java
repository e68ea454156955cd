package io.drover.proof.oracle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request as it comes over a socket: its head, and the way to its body. */
final class Request {
    private final InputStream in;
    private final Map<String, String> headers;

    private Request(InputStream in, Map<String, String> headers) {
        this.in = in;
        this.headers = headers;
    }

    /** Reads a head. */
    static Request read(int firstByte, InputStream in) throws IOException {
        String line = (char) firstByte + line(in);
        if (!line.contains(" HTTP/1.")) {
            throw new IOException("not HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Request(in, headers);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The first bytes of the body, the others stay on their way. */
    void readSome() throws IOException {
        in.readNBytes(16);
    }

    byte[] body() throws IOException {
        if (!header("transfer-encoding").isEmpty()) {
            return chunks();
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).split(";", -1)[0], 16);
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException();
            }
            body.writeBytes(chunk);
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
