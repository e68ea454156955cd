package io.drover.source;

import io.drover.batch.RecordReader;
import io.drover.load.Load;
import io.drover.load.RequestSplitPath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * Opens source files. A gzip file, and one in another charset than UTF-8, is read through once before any record is
 * handed over, so that what is wrong at its end is known before anything is sent.
 */
public final class Sources {
    private static final String GZIP = ".gz";

    private final Path file;
    private final String format;
    private final boolean gzip;
    private final Load load;
    /** In bytes, at the first look: what a writer adds afterwards belongs to no run. */
    private final long size;

    private Sources(Path file, Load load) throws IOException, UnreadableSourceException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        byte[] first = firstBytes(file);
        this.file = file;
        this.load = load;
        this.size = Files.size(file);
        this.gzip = first.length >= 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
        if (name.endsWith(GZIP) && !gzip && first.length > 0) {
            throw new UnreadableSourceException(
                    "the name ends in .gz, but the file doesn't start as gzip does; rename" + " it to what it is");
        }
        String plainName = name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
        this.format = plainName.substring(Math.max(0, plainName.lastIndexOf('.')));
    }

    /**
     * Opens a file by its name: {@code .json}, {@code .jsonl} or {@code .ndjson}, everything else is CSV; each may be
     * packed with gzip. A file without a byte has no records.
     *
     * @throws UnreadableSourceException when the file as a whole can't be read, with the reason for people
     */
    public static RecordReader open(Path file, Load load) throws IOException, UnreadableSourceException {
        return new Sources(file, load).open();
    }

    private RecordReader open() throws IOException, UnreadableSourceException {
        boolean csv = !format.equals(".json") && !format.equals(".jsonl") && !format.equals(".ndjson");
        Charset charset = csv ? load.csv().charset() : StandardCharsets.UTF_8;
        boolean transcoded = !charset.equals(StandardCharsets.UTF_8);
        if (gzip || transcoded) {
            readThrough(charset, transcoded);
        }
        if (!format.equals(".json")) {
            checkByteOrderMark(charset);
        }
        InputStream bytes = bytes();
        try {
            return reader(transcoded ? new Utf8Stream(bytes, charset) : bytes);
        } catch (IOException | UnreadableSourceException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private RecordReader reader(InputStream bytes) throws IOException, UnreadableSourceException {
        return switch (format) {
            case ".json" -> new JsonDocumentReader(bytes, RequestSplitPath.parse(load.requestSplitPath()));
            case ".jsonl", ".ndjson" -> new JsonLinesReader(bytes, Window.RECORD_LIMIT);
            default -> new CsvReader(bytes, load.csv(), Window.RECORD_LIMIT);
        };
    }

    private InputStream bytes() throws IOException {
        InputStream stored = new FirstBytes(Files.newInputStream(file), size);
        try {
            return gzip ? new Gunzip(stored, Gunzip.Limits.DEFAULT) : stored;
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    private void readThrough(Charset charset, boolean transcoded) throws IOException, UnreadableSourceException {
        try (InputStream bytes = bytes()) {
            if (transcoded) {
                Utf8Stream.check(bytes, charset);
            } else {
                bytes.transferTo(java.io.OutputStream.nullOutputStream());
            }
        } catch (EOFException | ZipException e) {
            throw new UnreadableSourceException("the gzip file is cut off or damaged (" + e.getMessage()
                    + "); nothing of it was loaded, drop it again whole");
        } catch (Gunzip.TooMuchException e) {
            throw new UnreadableSourceException(String.valueOf(e.getMessage()));
        }
    }

    private void checkByteOrderMark(Charset charset) throws IOException, UnreadableSourceException {
        byte[] first;
        try (InputStream bytes = bytes()) {
            first = bytes.readNBytes(3);
        }
        String marked = charsetMarked(first);
        if (!marked.isEmpty() && !charset.name().startsWith(marked)) {
            throw new UnreadableSourceException("the file starts with the byte order mark of " + marked
                    + ", but is read as " + charset + "; set the file's charset (drover.loads." + load.name()
                    + ".charset) or save it in that one");
        }
    }

    private static String charsetMarked(byte[] first) {
        int two = first.length < 2 ? 0 : ((first[0] & 0xFF) << 8) | (first[1] & 0xFF);
        boolean utf8 = first.length == 3 && two == 0xEFBB && (first[2] & 0xFF) == 0xBF;
        return two == 0xFEFF || two == 0xFFFE ? "UTF-16" : utf8 ? "UTF-8" : "";
    }

    private static byte[] firstBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(2);
        }
    }
}
