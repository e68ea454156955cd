package io.drover.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A regular file as it was at one look.
 *
 * @param modified when its content was last changed, as the writer says; copying tools set it back
 * @param touched when content, name or times were last changed, as the system says
 * @param identity tells two files of one name apart where the system knows
 */
record InboxFile(long size, Instant modified, Instant touched, String identity) {
    /** Looks without following links; empty when nothing is there or it is no regular file. */
    static Optional<InboxFile> look(Path file) {
        try {
            BasicFileAttributes basic =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!basic.isRegularFile()) {
                return Optional.empty();
            }
            Instant modified = basic.lastModifiedTime().toInstant();
            Instant changed = changed(file, basic);
            return Optional.of(new InboxFile(
                    basic.size(),
                    modified,
                    changed.isAfter(modified) ? changed : modified,
                    String.valueOf(basic.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether both looks saw the same file with the same content. A rename in between changes nothing here. */
    boolean sameAs(InboxFile other) {
        return size == other.size && modified.equals(other.modified) && identity.equals(other.identity);
    }

    private static Instant changed(Path file, BasicFileAttributes basic) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return basic.creationTime().toInstant();
        }
        Map<String, Object> unix = Files.readAttributes(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return unix.get("ctime") instanceof FileTime time
                ? time.toInstant()
                : basic.creationTime().toInstant();
    }
}
