package io.drover.connection.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do; each may what those before it may. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Loads files and steers runs and loads. */
    OPERATOR,
    /** Changes connections, loads, users and keys. */
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word. */
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
