package io.drover.connection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connection.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Secret SECRET = new Secret("pl4nted");

    @TempDir
    Path folder;

    @Test
    void sealsAndOpensAndLeavesNothingInPlainOnTheDisk() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        try (Store store = Store.open(state)) {
            keep(store, secrets(store, state));
            assertThat(secrets(store, state).open("uid-1")).containsEntry("client_secret", SECRET);
            assertThat(secrets(store, state).changed("uid-1")).containsEntry("client_secret", NOW);
        }
        assertThat(Files.getPosixFilePermissions(state.resolve("secrets.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("pl4nted");
            }
        }
    }

    @Test
    void aSecretMovedToAnotherConnectionOrFieldCannotBeOpened() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        try (Store store = Store.open(state)) {
            Secrets secrets = secrets(store, state);
            Change.PutSecret sealed = (Change.PutSecret) secrets.keep("uid-1", "client_secret", SECRET, NOW);
            store.change(List.of(new Change.PutSecret("uid-2", "client_secret", sealed.sealed(), NOW)));
            assertThatThrownBy(() -> secrets.open("uid-2")).hasMessageContaining("can't be opened");
        }
    }

    @Test
    void aRotationKilledAfterAnyWriteLosesNoSecret() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        List<Path> images = new ArrayList<>();
        try (Store store = Store.open(state)) {
            keep(store, secrets(store, state));
            String firstKey = Files.readString(state.resolve("secrets.key"));
            Runnable image = () -> images.add(copy(state, images.size()));
            int sealed = new Secrets(store, new KeySource.KeyFile(state.resolve("secrets.key")), image).rotate();
            assertThat(sealed).isEqualTo(1);
            assertThat(Files.readString(state.resolve("secrets.key"))).isNotEqualTo(firstKey);
            assertThat(secrets(store, state).open("uid-1")).containsEntry("client_secret", SECRET);
        }
        assertThat(images).hasSize(3);
        for (Path image : images) {
            try (Store store = Store.open(image)) {
                Secrets survivors = secrets(store, image);
                assertThat(survivors.open("uid-1")).containsEntry("client_secret", SECRET);
                survivors.rotate();
                assertThat(secrets(store, image).open("uid-1")).containsEntry("client_secret", SECRET);
            }
        }
    }

    @Test
    void aKeyThatIsKeptElsewhereIsReplacedWithTheOldOneBesideIt() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        Secret first = key('a');
        Secret second = key('b');
        try (Store store = Store.open(state)) {
            keep(store, new Secrets(store, new KeySource.Given(first, Optional.empty())));
            Secrets both = new Secrets(store, new KeySource.Given(second, Optional.of(first)));
            assertThat(both.open("uid-1")).containsEntry("client_secret", SECRET);
            assertThat(both.rotate()).isEqualTo(1);
            assertThat(new Secrets(store, new KeySource.Given(second, Optional.empty())).open("uid-1"))
                    .containsEntry("client_secret", SECRET);
            Secrets lost = new Secrets(store, new KeySource.Given(first, Optional.empty()));
            assertThatThrownBy(() -> lost.open("uid-1")).hasMessageContaining("can't be opened");
        }
        assertThat(state.resolve("secrets.key")).doesNotExist();
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedWithoutBeingShown() throws IOException {
        try (Store store = Store.open(Files.createDirectory(folder.resolve("state")))) {
            Secrets secrets = new Secrets(store, new KeySource.Given(new Secret("c2hvcnQ="), Optional.empty()));
            assertThatThrownBy(() -> keep(store, secrets))
                    .hasMessageContaining("5 bytes")
                    .hasMessageNotContaining("c2hvcnQ");
        }
    }

    private static Secret key(char fill) {
        return new Secret(Base64.getEncoder()
                .encodeToString(String.valueOf(fill).repeat(32).getBytes(StandardCharsets.US_ASCII)));
    }

    private static Secrets secrets(Store store, Path state) {
        return new Secrets(store, new KeySource.KeyFile(state.resolve("secrets.key")));
    }

    private static void keep(Store store, Secrets secrets) {
        store.change(List.of(secrets.keep("uid-1", "client_secret", SECRET, NOW)));
    }

    private Path copy(Path state, int number) {
        Path image = folder.resolve("image-" + number);
        try (Stream<Path> files = Files.list(state)) {
            Files.createDirectory(image);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, image.resolve(file.getFileName()));
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
