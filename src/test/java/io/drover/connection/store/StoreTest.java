package io.drover.connection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connection.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path state;

    @Test
    void whatWasRecordedIsThereAfterARestart() {
        SavedConnection connection = new SavedConnection(
                "crm",
                "uid-1",
                "Our CRM",
                "http",
                Map.of("api_base_url", "https://eu.example.com"),
                Optional.of(NOW),
                Optional.of(NOW));
        SavedLoad load = new SavedLoad(
                "customers", "uid-2", "", Map.of("connection", "crm"), Optional.of(NOW), Optional.of(NOW));
        ConnectionState invalid = new ConnectionState(
                ConnectionState.INVALID,
                "nobody let us in",
                Optional.of(NOW),
                JsonNodeFactory.instance.objectNode(),
                new KnownAccounts("/orgs $.*", List.of(new Account("7", "Seven")), Optional.of(NOW), "down"));
        User user = new User("ann", Role.OPERATOR, Proof.ofToken("t"), NOW);
        try (Store store = Store.open(state)) {
            store.change(List.of(
                    connection.put(),
                    load.put(),
                    invalid.put("crm"),
                    user.put(),
                    RunOrder.PAUSE.put("r1"),
                    new Change.Put(Kind.LOAD_STATE, "customers", JsonNodeFactory.instance.objectNode())));
        }
        try (Store store = Store.open(state)) {
            assertThat(store.connections()).containsExactly(Map.entry("crm", connection));
            assertThat(store.loads()).containsExactly(Map.entry("customers", load));
            assertThat(store.connectionState("crm")).isEqualTo(invalid);
            assertThat(store.connectionState("other").status()).isEqualTo("new");
            assertThat(store.users()).containsExactly(Map.entry("ann", user));
            assertThat(store.runOrders()).containsExactly(Map.entry("r1", RunOrder.PAUSE));
            assertThat(store.pausedLoads()).containsExactly("customers");
        }
    }

    @Test
    void theTimelineIsReadPageByPage() {
        try (Store store = Store.open(state)) {
            for (String what : List.of("created", "checked", "updated")) {
                store.change(List.of(
                        new Change.Note(Event.now(NOW, "ann", what, new Event.Subject("connection", "crm"), ""))));
            }
            Optional<Event.Subject> crm = Optional.of(new Event.Subject("connection", "crm"));
            List<Event> first = store.events(new EventQuery(crm, Long.MAX_VALUE, 2));
            assertThat(first).extracting(Event::what).containsExactly("updated", "checked");
            assertThat(store.events(new EventQuery(crm, first.get(1).id(), 2)))
                    .extracting(Event::what)
                    .containsExactly("created");
            assertThat(store.events(new EventQuery(Optional.of(new Event.Subject("load", "crm")), Long.MAX_VALUE, 2)))
                    .isEmpty();
        }
    }

    @Test
    void aStoreOfANewerDroverIsLeftUntouched() throws SQLException, IOException {
        Store.open(state).close();
        Path file = state.resolve("store.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = 99");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> Store.open(state)).hasMessageContaining("version 99");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** SQLite takes a value with a flipped bit for a value. */
    @Test
    void aDocumentThatWasNotWrittenIsTold() throws SQLException {
        try (Store store = Store.open(state)) {
            store.change(List.of(new User("ann", Role.VIEWER, Proof.ofToken("t"), NOW).put()));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE documents SET document = replace(document, 'viewer', 'admin')"))
                    .isEqualTo(1);
        }
        try (Store store = Store.open(state)) {
            assertThatThrownBy(store::users)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("a row is damaged");
        }
    }

    @Test
    void aPasswordAndATokenProveThemselvesOnly() {
        Proof password = Proof.ofPassword("correct horse");
        assertThat(password.proves("correct horse")).isTrue();
        assertThat(password.proves("correct horse ")).isFalse();
        assertThat(password.toString()).doesNotContain("horse");
        String token = Proof.random();
        assertThat(Proof.ofToken(token).proves(token)).isTrue();
        assertThat(Proof.ofToken(token).proves(Proof.random())).isFalse();
    }
}
