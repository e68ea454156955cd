package io.drover.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A source file that belongs to one run: nobody else takes it, and it stays below {@code processing/RUN} until the run
 * has ended.
 *
 * @param run the id of the run
 * @param load the load's name
 * @param name the file's name as it was dropped
 * @param file where the source is while the run goes on
 * @param size in bytes when it was claimed
 * @param modified of the source when it was claimed
 * @param parent the run whose error file this is, by its name
 * @param inbox the inbox it was taken from; empty for a private copy
 */
public record Claim(
        String run,
        String load,
        String name,
        Path file,
        long size,
        Instant modified,
        Optional<String> parent,
        Optional<Inbox> inbox) {

    /**
     * Where a source was taken from.
     *
     * @param folder the load's inbox
     * @param marker time of the marker that stood beside the file; empty without one
     */
    record Inbox(Path folder, Optional<Instant> marker) {}

    /**
     * Whether the source still is what was taken: a writer that had the file open goes on writing into it wherever it is
     * moved.
     *
     * @param sha256 of the content that was taken; read again only when size or time differ
     * @throws IOException when the file can't be read
     */
    public boolean isAsTaken(String sha256) throws IOException {
        boolean same = InboxFile.look(file)
                .filter(now -> now.size() == size && now.modified().equals(modified))
                .isPresent();
        return same || sha256().equals(sha256);
    }

    /** Reads the whole file and makes its SHA-256, in lower-case hexadecimal digits. */
    public String sha256() throws IOException {
        MessageDigest digest = newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
