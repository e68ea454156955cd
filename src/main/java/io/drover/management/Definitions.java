package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Accounts;
import io.drover.connection.Secret;
import io.drover.connection.store.ConnectionState;
import io.drover.connection.store.Event;
import io.drover.connection.store.Field;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.SavedLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connections and loads there are: those that a file defines, and those made through the API. */
public interface Definitions {
    List<Field> connectionFields();

    List<Field> loadFields();

    /** By name, in the order of names. */
    Map<String, SavedConnection> connections();

    /** By name, in the order of names. */
    Map<String, SavedLoad> loads();

    /** The secrets that are set, each with when it was changed as far as that is known. */
    Map<String, Optional<Instant>> secrets(SavedConnection connection);

    /** How its accounts are found. */
    Accounts accounts(SavedConnection connection);

    ConnectionState state(String connection);

    /**
     * Records a connection, new or changed, which takes effect at once.
     *
     * @throws Refusal naming the fields that are not as they must be; nothing is recorded then
     */
    void save(ConnectionEdit edit, Event event);

    /** Takes a connection away. Nothing may use it. */
    void delete(SavedConnection connection, Event event);

    /**
     * Records a load, new or changed, which takes effect at once.
     *
     * @throws Refusal as for a connection
     */
    void save(SavedLoad load, Event event);

    /** Takes a load away. It may have no pending runs. */
    void delete(SavedLoad load, Event event);

    boolean isPaused(String load);

    /** Takes no further files of a load, or takes them again. */
    void pause(String load, boolean paused, Event event);

    /** Records something that changed nothing here. */
    void note(Event event);

    /** Checks a connection, records what is found, and lets its loads wait or go on accordingly. */
    void check(String connection, String actor);

    /** The report of a load's last check; empty before the first. */
    ObjectNode loadCheck(String load);

    /** Checks a load and its connection, and records what is found. */
    void check(SavedLoad load, String actor);

    /** Seals every secret with a new key and tells how many. */
    int rotateSecrets(Event event);

    /**
     * A connection as it shall be.
     *
     * @param secrets to set, by field; an empty one is taken away, one not named stays
     * @param copySecretsOf the connection whose secrets it gets as well
     * @param reauthorize runs that wait for better credentials go on with these
     * @param mayLackSecrets it is recorded although a secret is missing, and is invalid until it is given one
     */
    record ConnectionEdit(
            SavedConnection connection,
            Map<String, Secret> secrets,
            Optional<SavedConnection> copySecretsOf,
            boolean reauthorize,
            boolean mayLackSecrets) {
        public ConnectionEdit {
            secrets = Map.copyOf(secrets);
        }
    }
}
