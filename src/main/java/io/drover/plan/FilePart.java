package io.drover.plan;

import io.drover.batch.Bytes;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.CsvFormat;
import io.drover.source.Sources;
import io.drover.source.UnreadableSourceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Some records of a file, as a file of their own that the same load reads: CSV in the same charset, of JSON the records as
 * JSON Lines; not packed.
 *
 * @param from the first, counted from 0
 * @param count how many at most
 */
public record FilePart(long from, long count) {
    private static final String GZIP = ".gz";
    private static final String JSON = ".json";

    /** The name of a part of a file of that name. */
    public static String name(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(GZIP) ? file.substring(0, file.length() - GZIP.length()) : file;
        return plain.toLowerCase(Locale.ROOT).endsWith(JSON) ? plain + "l" : plain;
    }

    /** Copies the records. */
    public void cut(Path file, CsvFormat csv, String requestSplitPath, Path part)
            throws IOException, UnreadableSourceException {
        try (RecordReader reader = Sources.open(file, SchemaSample.load(csv, requestSplitPath));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            boolean isCsv = reader.shape() instanceof SourceShape.Csv;
            Charset charset = isCsv ? csv.charset() : StandardCharsets.UTF_8;
            // One writer for all: in some charsets a text begins with a mark.
            Writer writer = new OutputStreamWriter(out, charset);
            String lineEnd = "\n";
            if (reader.shape() instanceof SourceShape.Csv shape) {
                lineEnd = shape.lineEnd();
                writer.write(shape.header() + lineEnd);
            }
            Bytes row = new Bytes(1024);
            for (long record = 0; record < from + count && reader.next(); record++) {
                if (record >= from) {
                    row.truncate(0);
                    reader.appendSource(row);
                    writer.write((isCsv ? row.toString() : object(row.toString())) + lineEnd);
                }
            }
            writer.flush();
        }
    }

    /** Result files append to a record, so it comes without its end. */
    private static String object(String open) {
        return (open.endsWith(",") ? open.substring(0, open.length() - 1) : open) + "}";
    }
}
