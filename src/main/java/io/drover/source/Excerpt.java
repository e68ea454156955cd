package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.Load;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first records of a file, or with Group By the records of its first groups, as a file of the same load.
 *
 * @param places where each record of {@code file} stands in the source
 * @param unreadable records that can't be read, and so are not in {@code file}: those that stand before the last of the
 *     records, with Group By before the last group's first one
 */
public record Excerpt(Path file, List<Place> places, List<Place> unreadable) {
    public Excerpt {
        places = List.copyOf(places);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A record of the source.
     *
     * @param problem why it can't be read; empty for a good one
     */
    public record Place(long ordinal, long line, String problem) {}

    /**
     * Writes the first records that can be read to a new file in the folder. With Group By these are all records of the
     * first groups, wherever they stand. A CSV source makes a CSV file with its header in the load's charset, any other
     * JSON Lines.
     *
     * @param first how many records or groups
     * @throws UnreadableSourceException when the source as a whole can't be read
     */
    public static Excerpt write(Path source, Load load, int first, Path folder)
            throws IOException, UnreadableSourceException {
        try (RecordReader reader = Sources.open(source, load)) {
            boolean csv = reader.shape() instanceof SourceShape.Csv;
            Path file = folder.resolve(name(source, first, csv ? ".csv" : ".jsonl"));
            Charset charset = csv ? load.csv().charset() : StandardCharsets.UTF_8;
            List<Place> places = new ArrayList<>();
            List<Place> unreadable = new ArrayList<>();
            try (OutputStream out = Files.newOutputStream(file)) {
                if (reader.shape() instanceof SourceShape.Csv shape) {
                    write(new Bytes(64).append(shape.header() + shape.lineEnd()), charset, out);
                }
                FirstGroups groups = FirstGroups.of(reader, load, first);
                while (groups.mayGrow() && reader.next()) {
                    String problem = reader.problem().orElse("");
                    Place place = new Place(reader.ordinal(), reader.line(), problem);
                    if (!problem.isEmpty() && !groups.isFull()) {
                        unreadable.add(place);
                    } else if (problem.isEmpty() && groups.take()) {
                        places.add(place);
                        write(record(reader), charset, out);
                    }
                }
            }
            return new Excerpt(file, places, unreadable);
        }
    }

    private static Bytes record(RecordReader reader) {
        Bytes record = new Bytes(256);
        if (reader.shape() instanceof SourceShape.Csv shape) {
            reader.appendSource(record);
            return record.append(shape.lineEnd());
        }
        reader.appendJson(record);
        return record.append('\n');
    }

    private static void write(Bytes text, Charset charset, OutputStream out) throws IOException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            out.write(text.array(), 0, text.length());
        } else {
            out.write(text.toString().getBytes(charset));
        }
    }

    private static String name(Path source, int first, String extension) {
        String name =
                String.valueOf(source.getFileName()).replaceFirst("(?i)(\\.(csv|json|jsonl|ndjson))?(\\.gz)?$", "");
        return (name.isEmpty() ? "records" : name) + ".first-" + first + extension;
    }
}
