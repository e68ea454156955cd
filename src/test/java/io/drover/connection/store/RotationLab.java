package io.drover.connection.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connection.Secret;
import io.drover.testing.Java;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A state folder with secrets, and a process of its own that rotates their key and is killed at that. */
final class RotationLab {
    /** More than one page of the database holds. */
    private static final int SECRETS = 60;

    private static final String ROTATED = "rotated";
    private static final String WRITTEN = "written";

    private final Path folder;
    private final Path state;

    RotationLab(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.state = Files.createDirectory(folder.resolve("state"));
        try (Store store = Store.open(state)) {
            Secrets secrets = new Secrets(store, keys(state));
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < SECRETS; i++) {
                changes.add(secrets.keep("uid-" + i, "client_secret", secret(i), Instant.EPOCH));
            }
            store.change(changes);
        }
        // Leaves the database's library there, which would be hundreds of writes that no secret hangs on.
        Process first = new ProcessBuilder(command(state, 0))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("first.log").toFile())
                .start();
        assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("first.log")).content().contains(ROTATED);
    }

    /** The arguments: the state folder, and after which write to stand still; 0: after none. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path state = Path.of(args[0]);
        int[] left = {Integer.parseInt(args[1])};
        try (Store store = Store.open(state)) {
            new Secrets(store, keys(state), () -> {
                        if (--left[0] == 0) {
                            System.out.println(WRITTEN);
                            standStill();
                        }
                    })
                    .rotate();
        }
        System.out.println(ROTATED);
    }

    private static void standStill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KeySource.KeyFile keys(Path state) {
        return new KeySource.KeyFile(state.resolve("secrets.key"));
    }

    private static Secret secret(int number) {
        return new Secret("pl4nted-" + number + "-" + "x".repeat(100));
    }

    /** Kills a rotation after its n-th write; false when it has fewer. */
    boolean killAfterWrite(int n) throws IOException, InterruptedException {
        Path image = image("write" + n);
        Process process =
                new ProcessBuilder(command(image, n)).redirectErrorStream(true).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.equals(WRITTEN) && !line.equals(ROTATED)) {
                line = out.readLine();
            }
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            nothingIsLost(image);
            return WRITTEN.equals(line);
        }
    }

    /** Kills a rotation at its n-th call of that name; false when it has fewer. */
    boolean killAtCall(String call, int n) throws IOException, InterruptedException {
        Path image = image(call + n);
        Path log = folder.resolve(call + n + ".log");
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call));
        command.addAll(List.of("-e", "inject=" + call + ":signal=SIGKILL:when=" + n));
        command.addAll(command(image, 0));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        nothingIsLost(image);
        return !Files.readString(log).contains(ROTATED);
    }

    private static List<String> command(Path image, int write) {
        return List.of(
                Java.program(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                Java.classPath(),
                RotationLab.class.getName(),
                image.toString(),
                Integer.toString(write));
    }

    private Path image(String name) throws IOException {
        Path image = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = image.resolve(state.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return image;
    }

    /** Every secret opens, a further rotation gets through, and no key lies about. */
    private static void nothingIsLost(Path image) throws IOException {
        try (Store store = Store.open(image)) {
            allOpen(store, image);
            assertThat(new Secrets(store, keys(image)).rotate()).isEqualTo(SECRETS);
            allOpen(store, image);
        }
        try (Stream<Path> files = Files.list(image)) {
            assertThat(files.filter(file -> String.valueOf(file.getFileName()).contains("secrets")))
                    .containsExactly(image.resolve("secrets.key"));
        }
        assertThat(Files.getPosixFilePermissions(image.resolve("secrets.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static void allOpen(Store store, Path image) {
        Secrets secrets = new Secrets(store, keys(image));
        for (int i = 0; i < SECRETS; i++) {
            assertThat(secrets.open("uid-" + i)).containsEntry("client_secret", secret(i));
        }
    }
}
