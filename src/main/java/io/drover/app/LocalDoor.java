package io.drover.app;

import io.drover.connection.store.Proof;
import io.drover.management.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the commands of this machine reach the running process: a file with its address and a token of this run of it,
 * which only those can read who may read the home's state anyway.
 */
final class LocalDoor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDoor.class);

    private final Path file;
    private final Address address;

    private LocalDoor(Path file, Address address) {
        this.file = file;
        this.address = address;
    }

    /** Where the running process is and how to be let in. */
    record Address(String host, int port, String token) {
        /** The root of console and management API. */
        URI root() {
            return URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + "/");
        }
    }

    static LocalDoor open(Path state, String host, int port, Access access) {
        Address address = new Address(reachable(host), port, Proof.random());
        Path file = state.resolve("local");
        try {
            Path part = Files.createTempFile(state, ".local", ".part", ownerOnly());
            Files.write(part, List.of(address.host(), Integer.toString(port), address.token()), StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " can't be written", e);
        }
        access.letIn(address.token());
        return new LocalDoor(file, address);
    }

    private static String reachable(String host) {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------")))
                }
                : new FileAttribute<?>[0];
    }

    /** What a process left there; it need not run any more. */
    static Optional<Address> find(Path state) {
        try {
            List<String> lines = Files.readAllLines(state.resolve("local"));
            return lines.size() == 3
                    ? Optional.of(new Address(lines.get(0), Integer.parseInt(lines.get(1)), lines.get(2)))
                    : Optional.empty();
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    Address address() {
        return address;
    }

    void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("File could not be deleted. file={} reason=\"{}\"", file, e.getMessage());
        }
    }
}
