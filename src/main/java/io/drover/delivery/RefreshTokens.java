package io.drover.delivery;

import io.drover.connection.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The refresh tokens of all connections. Everything that asks for a token with one that somebody gave shares what became
 * of it: a token that was replaced must not be used again, or the token endpoint may take it for stolen.
 */
public final class RefreshTokens {
    private final Vault vault;
    private final Map<Secret, RefreshToken> all = new ConcurrentHashMap<>();

    public RefreshTokens(Vault vault) {
        this.vault = vault;
    }

    /** What became of a refresh token that somebody gave to a connection, or to one that is not saved yet. */
    public RefreshToken of(Secret given) {
        return all.computeIfAbsent(given, key -> new RefreshToken(given, vault));
    }

    /** Keeps refresh tokens over the life of a process; what it can't do is a {@link RuntimeException}. */
    public interface Vault {
        /** The newest token in place of a given one; empty when that was never replaced. */
        Optional<Secret> newest(Secret given);

        /** Keeps the newest token in place of a given one; it survives a loss of power when this returns. */
        void keep(Secret given, Secret newest);
    }
}
