package io.drover.management;

import io.drover.connection.store.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param session the key of the session that a cookie named; empty for a token
 * @param expiresAt of that session
 */
public record Caller(String user, Role role, Optional<String> session, Optional<Instant> expiresAt) {
    /** Who does things without being a user: see pages/timeline.js. */
    static final List<String> NAMES = List.of("configured", "drover", "local");

    /** Somebody at the machine itself, who may read and write its home folder anyway. */
    public static final Caller LOCAL = new Caller("local", Role.ADMIN, Optional.empty(), Optional.empty());

    static Caller token(String user, Role role) {
        return new Caller(user, role, Optional.empty(), Optional.empty());
    }
}
