package io.drover.app;

import io.drover.connection.Secret;
import io.drover.connection.store.Change;
import io.drover.connection.store.Secrets;
import io.drover.delivery.RefreshTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Refresh tokens that took the place of given ones, sealed in the store beside the secrets of connections. They are
 * found by the connection's name and a hash of the given token: so one that somebody gives anew, here or in the
 * configuration file, is used as it is.
 */
final class KeptRefreshTokens implements RefreshTokens.Vault {
    private static final int SHORT = 32;

    private final Secrets secrets;
    private final Clock clock;

    KeptRefreshTokens(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Optional<Secret> newest(String connection, Secret given) {
        return Optional.ofNullable(secrets.open(owner(connection)).get(field(given)));
    }

    @Override
    public void keep(String connection, Secret given, Secret newest) {
        secrets.put(owner(connection), field(given), newest, clock.instant());
    }

    /** Changes that take away all of a connection. */
    static List<Change> forget(Secrets secrets, String connection) {
        return secrets.forget(owner(connection));
    }

    private static String owner(String connection) {
        return "refresh-token-of-" + connection;
    }

    private static String field(Secret given) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(given.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
