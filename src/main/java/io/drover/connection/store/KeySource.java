package io.drover.connection.store;

import io.drover.connection.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/** Where the key comes from that seals secrets. */
public sealed interface KeySource {
    /** A file that only its owner may read; made when it is first asked for. */
    record KeyFile(Path file) implements KeySource {
        private static final String PREFIX = ".secrets";
        private static final String SUFFIX = ".part";

        @Override
        public Keyring keys() throws IOException, GeneralSecurityException {
            clearParts();
            if (!Files.exists(file)) {
                write(Keyring.fresh());
            }
            return Keyring.parse(Files.readString(file));
        }

        /** A process that was killed may have left keys in files that never became the key file. */
        private void clearParts() throws IOException {
            try (DirectoryStream<Path> parts =
                    Files.newDirectoryStream(file.toAbsolutePath().resolveSibling(""), PREFIX + "*" + SUFFIX)) {
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
            }
        }

        /** Replaces the file's keys at once or not at all. */
        void write(Keyring keys) throws IOException, GeneralSecurityException {
            Path folder = file.toAbsolutePath().resolveSibling("");
            Path part = Files.createTempFile(folder, PREFIX, SUFFIX, ownerOnly());
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(keys.toJson().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        private static FileAttribute<?>[] ownerOnly() {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            return posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------")))
                    }
                    : new FileAttribute<?>[0];
        }
    }

    /**
     * A key that is kept elsewhere: 32 bytes in Base64.
     *
     * @param old the key before it, as long as not everything is sealed with the new one
     */
    record Given(Secret key, Optional<Secret> old) implements KeySource {
        @Override
        public Keyring keys() throws GeneralSecurityException {
            return Keyring.of(key, old);
        }
    }

    /** The keys as they are now. */
    Keyring keys() throws IOException, GeneralSecurityException;
}
