package io.drover.cli;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.batch.RecordReader;
import io.drover.batch.Reject;
import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.delivery.Request;
import io.drover.delivery.RequestBuilder;
import io.drover.load.Load;
import io.drover.run.Batching;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What loading a file would send.
 *
 * @param problems records that can't be sent
 * @param bytes of all request bodies
 * @param largest request body in bytes
 * @param first lines of the first problems and, below, the first request
 */
record Plan(long records, long problems, long batches, long bytes, long largest, List<String> first) {
    private static final int SHOWN_PROBLEMS = 5;
    private static final int SHOWN_BODY = 1000;
    /** Headers that are no secret whatever the configuration says. */
    private static final Set<String> PLAIN = Set.of("content-type", "accept", "idempotency-key");

    static Plan of(Path file, Load load, Connection connection) throws IOException, UnreadableSourceException {
        Path scratch = Files.createTempDirectory("drover-plan");
        try (RecordReader reader = Batching.open(file, load, scratch)) {
            return count(Batching.of("PLAN", reader, load, connection), connection);
        } finally {
            Files.delete(scratch);
        }
    }

    private static Plan count(BatchReader batcher, Connection connection) throws IOException {
        RequestBuilder requests = new RequestBuilder(connection);
        List<String> problemLines = new ArrayList<>();
        List<String> request = new ArrayList<>();
        long[] sums = new long[5];
        for (Optional<Batch> next = batcher.next(); next.isPresent(); next = batcher.next()) {
            Batch batch = next.get();
            sums[0] += batch.sourceRecords();
            sums[1] += batch.rejects().size();
            batch.rejects().stream()
                    .limit(Math.max(0, SHOWN_PROBLEMS - problemLines.size()))
                    .forEach(reject -> problemLines.add(line(reject)));
            if (batch.isEmpty()) {
                continue;
            }
            sums[2]++;
            if (requests.build(batch) instanceof RequestBuilder.Built.Ready ready) {
                int length = ready.request().body().length;
                sums[3] += length;
                sums[4] = Math.max(sums[4], length);
                if (request.isEmpty()) {
                    request.addAll(lines(ready.request(), connection));
                }
            }
        }
        problemLines.addAll(request);
        return new Plan(sums[0], sums[1], sums[2], sums[3], sums[4], problemLines);
    }

    private static String line(Reject reject) {
        return "  record " + reject.ordinal() + ", line " + reject.line() + ": " + reject.message();
    }

    private static List<String> lines(Request request, Connection connection) {
        List<String> lines = new ArrayList<>();
        String host = connection.endpoint().apiBaseUrl().getRawAuthority();
        lines.add("");
        lines.add("The first request (run and Idempotency-Key will be others):");
        lines.add(request.method() + " " + request.target() + " HTTP/1.1");
        lines.add("Host: " + host);
        for (Request.Field header : request.headers()) {
            boolean plain = PLAIN.contains(header.name().toLowerCase(Locale.ROOT));
            lines.add(header.name() + ": " + (plain ? header.value() : "*****"));
        }
        if (connection.credentials() instanceof Credentials.OAuth2) {
            lines.add("Authorization: *****");
        }
        lines.add("");
        String body = new String(request.body(), StandardCharsets.UTF_8);
        lines.add(
                body.length() <= SHOWN_BODY
                        ? body
                        : body.substring(0, SHOWN_BODY) + "... (" + request.body().length + " bytes)");
        return lines;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d records, %d of them can't be read; %d batches, %d bytes, the largest body %d bytes",
                records,
                problems,
                batches,
                bytes,
                largest));
        lines.addAll(first);
        return String.join(System.lineSeparator(), lines);
    }
}
