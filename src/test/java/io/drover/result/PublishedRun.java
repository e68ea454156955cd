package io.drover.result;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.SourceShape;
import io.drover.load.CsvFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Run 7 of load people: four records, two of them succeeded, one failed, one could not be read. */
record PublishedRun(Publication publication, Summary summary, Verification verification) {
    static final String SOURCE = "id,name\n1,ann\n2,\"line\nbreak,ben\"\nBAD\n4,\"d \"\"q\"\"\"\n";

    static PublishedRun unpublished(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("processing/7"));
        Files.writeString(folder.resolve("people.csv"), SOURCE);
        SourceShape.Csv shape = CsvBatches.shape(StandardCharsets.UTF_8);
        ResultNames names = ResultNames.of("people.csv", "7", shape);
        ResultRows rows = new ResultRows(shape, List.of("code"));
        Batch batch = CsvBatches.of(
                        "7", shape, 10, List.of("1,ann", "2,\"line\nbreak,ben\"", "BAD,", "4,\"d \"\"q\"\"\""))
                .get(0);
        Settlement settlement = rows.settlement(
                batch,
                List.of(
                        new Outcome.Success(List.of()),
                        new Outcome.Failure(ErrorClass.RESPONSE, "taken,\n\"again\"", List.of("409")),
                        new Outcome.Success(List.of("OK"))),
                new Delivered(1, OptionalInt.of(200), 1, 0, 0));
        try (ResultFiles files = ResultFiles.create(folder, names, rows)) {
            files.append(settlement);
            files.force();
            Path results = home.resolve("results/people");
            Path done = home.resolve("done/people");
            return new PublishedRun(
                    new Publication(folder, results, names),
                    summary(names, files, settlement),
                    new Verification(
                            results.resolve(names.summary()), done, new CsvFormat(',', StandardCharsets.UTF_8)));
        }
    }

    /** As the source's own package does once the results are there. */
    void putSourceAway() throws IOException {
        Path source = publication.runFolder().resolve("people.csv");
        Path done = Files.createDirectories(verification.done())
                .resolve(publication.names().done());
        if (Files.exists(source)) {
            Files.move(source, done);
        }
    }

    private static Summary summary(ResultNames names, ResultFiles files, Settlement settlement) {
        MessageDigest digest = Sha256.digest();
        digest.update(SOURCE.getBytes(StandardCharsets.UTF_8));
        return new Summary(
                names.run(),
                "people",
                "crm",
                names.source(),
                Sha256.hex(digest),
                Instant.parse("2026-11-21T07:00:00Z"),
                Instant.parse("2026-11-21T07:00:01.250Z"),
                "done",
                settlement.tally(),
                names.success(),
                files.successSha256(),
                names.error(),
                files.errorSha256(),
                Optional.empty(),
                List.of());
    }
}
