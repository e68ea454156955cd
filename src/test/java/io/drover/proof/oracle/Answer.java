package io.drover.proof.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** What goes out for an entry of the log. */
final class Answer {
    /** Longer than any sender under test waits for an answer. */
    private static final long SILENCE_MILLIS = 4_000;

    private final Entry entry;
    private final OutputStream out;

    Answer(Entry entry, OutputStream out) {
        this.entry = entry;
        this.out = out;
    }

    /** The records an answer calls loaded. Ids that end with 7 are refused. */
    static List<Long> loaded(Ids ids, Fault fault) {
        List<Long> loaded =
                new ArrayList<>(ids.all().stream().filter(id -> id % 10 != 7).toList());
        if (fault == Fault.FEWER && !loaded.isEmpty()) {
            loaded.remove(loaded.size() - 1);
        }
        return loaded;
    }

    /** The records an answer calls failed. */
    static List<Long> failed(Ids ids) {
        return ids.all().stream().filter(id -> id % 10 == 7).toList();
    }

    /** Sends it; afterwards the connection is good for another request if this returns true. */
    boolean send() throws IOException {
        Fault fault = entry.fault();
        if (fault.kind() == Kind.UNKNOWN) {
            breakOff(fault);
            return false;
        }
        if (fault == Fault.SLOW) {
            rest(300);
        }
        if (fault == Fault.INTERIM) {
            out.write("HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(UTF_8));
        }
        out.write(whole(fault.status(), headers(fault), body(fault).getBytes(UTF_8)));
        out.flush();
        return true;
    }

    void sendHalf() throws IOException {
        byte[] all = whole(200, "", body(Fault.NONE).getBytes(UTF_8));
        out.write(all, 0, all.length - 10);
        out.flush();
    }

    private void breakOff(Fault fault) throws IOException {
        byte[] all = whole(200, "", body(Fault.NONE).getBytes(UTF_8));
        switch (fault) {
            case HEAD_HALF -> out.write(all, 0, 20);
            case BODY_HALF -> out.write(all, 0, all.length - 5);
            case CHUNK_HALF -> out.write(chunked("40\r\n[{\"half\":"));
            case CHUNK_BAD -> out.write(chunked("zz\r\n[]\r\n0\r\n\r\n"));
            case GARBAGE -> out.write("\u0000\u0001\u0002 no HTTP at all\r\n\r\n".getBytes(UTF_8));
            case SILENT -> rest(SILENCE_MILLIS);
            case DRIBBLE -> dribble(all);
            case CONTINUES ->
                dribble("HTTP/1.1 100 Continue\r\n\r\n".repeat(100).getBytes(UTF_8));
            case HUGE ->
                out.write(whole(
                        200,
                        "",
                        "{\"loaded\":[\"%s\"]}".formatted("x".repeat(2_000_000)).getBytes(UTF_8)));
            case BOMB -> out.write(whole(200, "Content-Encoding: gzip\r\n", zipped(5_000_000)));
            default -> {
                // Closed without a word.
            }
        }
        out.flush();
    }

    private void dribble(byte[] bytes) throws IOException {
        long until = System.nanoTime() + SILENCE_MILLIS * 1_000_000;
        for (int at = 0; at < bytes.length - 1 && System.nanoTime() < until; at++) {
            out.write(bytes[at]);
            out.flush();
            rest(50);
        }
    }

    private static byte[] chunked(String rest) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + rest)
                .getBytes(UTF_8);
    }

    private static byte[] whole(int status, String headers, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + status + " -\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static String headers(Fault fault) {
        return switch (fault) {
            case REDIRECT -> "Location: /elsewhere\r\n";
            case S429_AT_ONCE -> "Retry-After: 0\r\n";
            case S429_SECOND, S503_LATER -> "Retry-After: 1\r\n";
            case S429_GARBAGE -> "Retry-After: soon\r\n";
            case S429_DATE ->
                "Retry-After: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1))
                        + "\r\n";
            default -> "";
        };
    }

    private String body(Fault fault) {
        return switch (fault) {
            case BAD_JSON -> "{\"loaded\":[{\"id\":";
            case HTML -> "<html><body>Please sign in</body></html>";
            case NOTHING -> "{\"accepted\":true}";
            default -> fault.status() == 200 ? verdicts(fault) : "{\"error\":\"" + fault + "\"}";
        };
    }

    private String verdicts(Fault fault) {
        if (fault == Fault.MIXED_UP) {
            return "{\"failed\":[],\"loaded\":" + list(List.of(-1L, -2L)) + "}";
        }
        List<Long> loaded = loaded(entry.ids(), fault);
        if (fault == Fault.EXTRA) {
            loaded.add(-1L);
        }
        if (fault == Fault.TWICE && !loaded.isEmpty()) {
            loaded.add(loaded.get(0));
        }
        if (fault == Fault.REORDERED) {
            Collections.reverse(loaded);
        }
        return "{\"failed\":" + list(failed(entry.ids())) + ",\"loaded\":" + list(loaded) + "}";
    }

    private static String list(List<Long> ids) {
        return "["
                + String.join(
                        ",", ids.stream().map(id -> "{\"id\":\"" + id + "\"}").toList()) + "]";
    }

    private static byte[] zipped(int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[size]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void rest(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
