package io.drover.app;

import io.drover.config.Drafts;
import io.drover.config.Settings;
import io.drover.config.SettingsProblems;
import io.drover.connection.Connection;
import io.drover.connection.Secret;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.Secrets;
import io.drover.connection.store.StoreException;
import io.drover.delivery.Reach;
import io.drover.management.FieldProblem;
import io.drover.management.Refusal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes connections of fields and secrets; what is not as it must be is refused by the names of the fields. */
final class Binder {
    private final Settings settings;
    private final Secrets secrets;
    private final Supplier<Optional<URI>> besides;

    /**
     * @param besides the one server that connections may lead to whatever its address
     */
    Binder(Settings settings, Secrets secrets, Supplier<Optional<URI>> besides) {
        this.settings = settings;
        this.secrets = secrets;
        this.besides = besides;
    }

    /** The connection with its secrets, and those that have changed. */
    Connection bind(SavedConnection saved, Map<String, Secret> changed) {
        Map<String, Secret> all = new LinkedHashMap<>(opened(saved, changed.keySet()));
        all.putAll(changed);
        Map<String, String> fields = new LinkedHashMap<>(saved.fields());
        all.forEach((field, secret) -> fields.put(field, secret.reveal()));
        fields.values().removeIf(String::isEmpty);
        Connection connection = refusing(() -> Drafts.connection(saved.name(), fields, settings.directory()));
        requireReach(connection);
        return connection;
    }

    /** What is set anew need not be opened: it may be what is sealed with a key that is gone. */
    private Map<String, Secret> opened(SavedConnection saved, Set<String> setAnew) {
        try {
            return secrets.open(saved.uid(), setAnew);
        } catch (StoreException e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
        }
    }

    /** Refuses what leads to where connections of the API may not. */
    void requireReach(Connection connection) {
        List<FieldProblem> problems = ReachProblems.of(connection, reach());
        if (!problems.isEmpty()) {
            throw Refusal.fields(problems);
        }
    }

    Reach reach() {
        return Reach.publicOr(settings.allowedHosts()).and(besides.get());
    }

    /**
     * A connection as it would be.
     *
     * @param base the connection whose other fields and secrets it has
     * @throws Refusal naming the fields that are not as they must be
     */
    Connection draft(Optional<SavedConnection> base, Map<String, String> changed) {
        Map<String, String> fields = new LinkedHashMap<>();
        base.ifPresent(saved -> {
            fields.putAll(saved.fields());
            if (saved.isEditable()) {
                opened(saved, changed.keySet()).forEach((field, secret) -> fields.put(field, secret.reveal()));
            }
        });
        fields.putAll(changed);
        fields.values().removeIf(String::isEmpty);
        return refusing(() -> Drafts.connection("draft", fields, settings.directory()));
    }

    /** What the making makes, its problems told as those of fields. */
    static <T> T refusing(Supplier<T> making) {
        try {
            return making.get();
        } catch (SettingsProblems problems) {
            throw Refusal.fields(problems.problems().stream()
                    .map(problem -> new FieldProblem(
                            Drafts.fieldOf(problem), withoutField(Drafts.fieldOf(problem), Drafts.messageOf(problem))))
                    .toList());
        }
    }

    private static String withoutField(String field, String message) {
        return message.startsWith(field + " ") ? message.substring(field.length() + 1) : message;
    }
}
