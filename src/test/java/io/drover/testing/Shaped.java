package io.drover.testing;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.Cut;
import io.drover.batch.RecordReader;
import io.drover.batch.Reject;
import io.drover.batch.Shaper;
import io.drover.batch.Violation;
import io.drover.load.AcrossFiles;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import io.drover.schema.Shapes;
import io.drover.source.Sources;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a schema makes of a source.
 *
 * @param objects that are sent
 * @param refused messages of the records that are not
 */
public record Shaped(List<String> objects, List<String> refused) {
    /**
     * Shapes every record of a source by itself.
     *
     * @param extension of the source's file name
     */
    public static Shaped each(Shaping shaping, String extension, String source) {
        return with(shaping, extension, source, (reader, shaper) -> {
            BatchReader batcher = new Cut(1000, Integer.MAX_VALUE).read("run", reader, shaper);
            List<String> objects = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            for (Optional<Batch> next = batcher.next(); next.isPresent(); next = batcher.next()) {
                Batch batch = next.get();
                for (int index = 0; index < batch.size(); index++) {
                    objects.add(batch.json(index));
                }
                batch.rejects().stream().map(Reject::message).forEach(refused::add);
            }
            return new Shaped(objects, refused);
        });
    }

    /** Shapes the records of a source as one group. */
    public static Shaped group(Shaping shaping, String extension, String source) {
        long records = source.lines().count();
        return with(shaping, extension, source, (reader, shaper) -> {
            List<Cells> group = new ArrayList<>();
            reader.next();
            group.add(reader.cells(shaper.columns()));
            for (int record = 1; record < records; record++) {
                RecordReader other = Sources.open(file(extension, source), load(shaping));
                int moves = record + 1;
                for (int move = 0; move < moves; move++) {
                    if (!other.next()) {
                        return shape(shaper, group);
                    }
                }
                group.add(other.cells(shaper.columns()));
            }
            return shape(shaper, group);
        });
    }

    private static Shaped shape(Shaper shaper, List<Cells> group) {
        Bytes object = new Bytes(64);
        List<Violation> violations = shaper.shape(group, object);
        List<String> refused =
                violations.stream().map(each -> each.row() + ": " + each).toList();
        return new Shaped(violations.isEmpty() ? List.of(object.toString()) : List.of(), refused);
    }

    /** Why the source can't be shaped at all; empty when it can. */
    public static String refusal(Shaping shaping, String extension, String source) {
        try (RecordReader reader = Sources.open(file(extension, source), load(shaping))) {
            return Shapes.refusal(shaping, reader.shape());
        } catch (IOException | UnreadableSourceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shaping with that schema, or grouping without one. */
    public static Shaping shaping(String schema, List<String> groupBy) {
        return new Shaping(schema, new Grouping(groupBy, List.of()), Ordering.NONE, AcrossFiles.NONE);
    }

    private interface Work {
        Shaped apply(RecordReader reader, Shaper shaper) throws IOException, UnreadableSourceException;
    }

    private static Shaped with(Shaping shaping, String extension, String source, Work work) {
        try (RecordReader reader = Sources.open(file(extension, source), load(shaping))) {
            return work.apply(reader, Shapes.shaper(shaping, reader.shape()).orElseThrow());
        } catch (IOException | UnreadableSourceException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(String extension, String source) {
        try {
            Path file = Files.createTempFile("shaped", "." + extension);
            file.toFile().deleteOnExit();
            return Files.writeString(file, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Load load(Shaping shaping) {
        return new Load(
                "load",
                "crm",
                "",
                Path.of("inbox"),
                Pattern.compile(".*"),
                Duration.ZERO,
                false,
                Duplicates.REFUSE,
                1000,
                Integer.MAX_VALUE,
                new CsvFormat(',', StandardCharsets.UTF_8),
                "",
                shaping);
    }
}
