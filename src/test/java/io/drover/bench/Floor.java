package io.drover.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the machine allows: one thread, one keep-alive connection, CSV bytes to JSON bytes, the answers split by
 * scanning into a success and an error file. While an answer is on its way the next batch is made.
 * No journal, no retry, no correlation but the position: the limit that Drover is compared with.
 */
final class Floor {
    private static final int FILE_BUFFER = 1 << 16;
    private static final byte[] ERRORS = "\"errors\"".getBytes(StandardCharsets.US_ASCII);
    private static final String RECORD_COLUMNS = ",_record,_line,_batch,_attempts,_http_status";

    private final Transcoder transcoder;
    private final int groupingLimit;
    private final InputStream answers;
    private final OutputStream requests;
    private final OutputStream successFile;
    private final OutputStream errorFile;
    private final byte[] requestHead;
    private final Output success = new Output(2 * FILE_BUFFER);
    private final Output error = new Output(2 * FILE_BUFFER);
    private byte[] answer = new byte[1 << 16];
    private int answerLength;
    private long ordinal;
    private long succeeded;
    private long failed;

    /** One batch on its way: the request's body, and what its result rows need. */
    private static final class Sent {
        final Output json = new Output(1 << 18);
        final Output raw = new Output(1 << 18);
        final int[] ends;
        final long[] lines;
        long firstOrdinal;
        long number;
        int count;

        Sent(int groupingLimit) {
            ends = new int[groupingLimit];
            lines = new long[groupingLimit];
        }
    }

    private Floor(Transcoder transcoder, int groupingLimit, Socket socket, URI target, OutputStream[] results)
            throws IOException {
        this.transcoder = transcoder;
        this.groupingLimit = groupingLimit;
        this.answers = socket.getInputStream();
        this.requests = socket.getOutputStream();
        this.successFile = results[0];
        this.errorFile = results[1];
        this.requestHead = ("POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: ")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Arguments: the CSV file, the URL, the grouping limit, the folder of the two result files. */
    public static void main(String[] args) throws IOException {
        URI target = URI.create(args[1]);
        Path folder = Files.createDirectories(Path.of(args[3]));
        try (InputStream in = Files.newInputStream(Path.of(args[0]));
                Socket socket = new Socket(InetAddress.getByName(target.getHost()), target.getPort());
                OutputStream success = Files.newOutputStream(folder.resolve("success.csv"));
                OutputStream error = Files.newOutputStream(folder.resolve("error.csv"))) {
            socket.setTcpNoDelay(true);
            OutputStream[] results = {success, error};
            Floor floor = new Floor(new Transcoder(in), Integer.parseInt(args[2]), socket, target, results);
            floor.run();
            System.out.println("succeeded=" + floor.succeeded + " failed=" + floor.failed);
        }
    }

    private void run() throws IOException {
        byte[] header = transcoder.header();
        success.write(header, 0, header.length);
        success.write(RECORD_COLUMNS + "\n");
        error.write(header, 0, header.length);
        error.write(RECORD_COLUMNS + ",_class,_message\n");
        Sent sent = new Sent(groupingLimit);
        Sent coming = new Sent(groupingLimit);
        long number = 1;
        boolean more = fill(sent, number);
        while (more) {
            send(sent);
            more = fill(coming, ++number);
            int status = readAnswer();
            split(sent, status);
            Sent settled = sent;
            sent = coming;
            coming = settled;
        }
        success.drainTo(successFile);
        error.drainTo(errorFile);
    }

    private boolean fill(Sent batch, long number) throws IOException {
        batch.json.length(0);
        batch.raw.length(0);
        batch.count = 0;
        batch.firstOrdinal = ordinal + 1;
        batch.number = number;
        batch.json.write('[');
        while (batch.count < groupingLimit) {
            batch.lines[batch.count] = transcoder.line();
            if (batch.count > 0) {
                batch.json.write(',');
            }
            if (!transcoder.next(batch.json)) {
                batch.json.length(Math.max(1, batch.json.length() - 1));
                break;
            }
            transcoder.copyRaw(batch.raw);
            batch.ends[batch.count++] = batch.raw.length();
        }
        batch.json.write(']');
        ordinal += batch.count;
        return batch.count > 0;
    }

    private void send(Sent batch) throws IOException {
        Output head = new Output(256);
        head.write(requestHead, 0, requestHead.length);
        head.writeNumber(batch.json.length());
        head.write("\r\n\r\n");
        head.drainTo(requests);
        requests.write(batch.json.bytes(), 0, batch.json.length());
    }

    /** Reads one answer into {@link #answer} and gives its status. */
    private int readAnswer() throws IOException {
        int length = 0;
        int bodyStart = -1;
        int total = Integer.MAX_VALUE;
        int status = 0;
        while (length < total) {
            int read = answers.read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("the sink closed the connection");
            }
            length += read;
            if (bodyStart < 0) {
                String head = new String(answer, 0, length, StandardCharsets.ISO_8859_1);
                bodyStart = head.indexOf("\r\n\r\n") + 4;
                if (bodyStart > 3) {
                    status = Integer.parseInt(head, 9, 12, 10);
                    int name = head.indexOf("Content-Length: ") + 16;
                    total = bodyStart + Integer.parseInt(head, name, head.indexOf("\r\n", name), 10);
                    answer = total > answer.length ? Arrays.copyOf(answer, total) : answer;
                } else {
                    bodyStart = -1;
                }
            }
        }
        System.arraycopy(answer, bodyStart, answer, 0, total - bodyStart);
        answerLength = total - bodyStart;
        return status;
    }

    /** Every object four levels deep is one record's outcome: its list is the one that was named last. */
    private void split(Sent batch, int status) throws IOException {
        int depth = 0;
        int element = 0;
        boolean errors = false;
        for (int at = 0; at < answerLength; at++) {
            byte b = answer[at];
            if (b == '"') {
                if (depth == 2) {
                    errors = Arrays.equals(answer, at, Math.min(at + ERRORS.length, answerLength), ERRORS, 0, 8);
                }
                at = closingQuote(at + 1);
            } else if (b == '{' || b == '[') {
                if (++depth == 5) {
                    writeRow(batch, element++, status, errors);
                }
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        if (element != batch.count) {
            throw new IOException("batch " + batch.number + " of " + batch.count + " records got " + element
                    + " outcomes; as many as records are expected");
        }
    }

    private int closingQuote(int from) {
        int at = from;
        while (answer[at] != '"') {
            at += answer[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private void writeRow(Sent batch, int element, int status, boolean refused) throws IOException {
        Output out = refused ? error : success;
        int start = element == 0 ? 0 : batch.ends[element - 1];
        out.write(batch.raw.bytes(), start, batch.ends[element] - start);
        out.write(',');
        out.writeNumber(batch.firstOrdinal + element);
        out.write(',');
        out.writeNumber(batch.lines[element]);
        out.write(',');
        out.writeNumber(batch.number);
        out.write(',');
        out.write('1');
        out.write(',');
        out.writeNumber(status);
        if (refused) {
            out.write(",response,refused");
            failed++;
        } else {
            succeeded++;
        }
        out.write('\n');
        if (out.length() > FILE_BUFFER) {
            out.drainTo(refused ? errorFile : successFile);
        }
    }
}
