package io.drover.app;

import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import io.drover.connection.store.Change;
import io.drover.connection.store.Secrets;
import io.drover.delivery.RefreshTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refresh tokens that took the place of given ones, sealed in the store beside the secrets of connections. They are
 * found by a hash of the given token: so one that somebody gives anew, here or in the configuration file, is used as it
 * is, and one that was tried before its connection was saved goes on from there.
 */
final class KeptRefreshTokens implements RefreshTokens.Vault {
    private static final String OWNER = "refresh-tokens";
    private static final int SHORT = 32;

    private final Secrets secrets;
    private final Clock clock;

    KeptRefreshTokens(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Optional<Secret> newest(Secret given) {
        return Optional.ofNullable(secrets.open(OWNER).get(field(given)));
    }

    @Override
    public void keep(Secret given, Secret newest) {
        secrets.put(OWNER, field(given), newest, clock.instant());
    }

    /**
     * Changes that take away what only that connection uses.
     *
     * @param connections all there are, itself among them
     */
    static List<Change> forget(String name, Collection<Connection> connections) {
        Set<Secret> others = new HashSet<>();
        Set<Secret> own = new HashSet<>();
        for (Connection connection : connections) {
            if (connection.credentials() instanceof Credentials.OAuth2 oauth
                    && oauth.grant().isRefresh()) {
                (connection.name().equals(name) ? own : others)
                        .add(oauth.grant().refreshToken());
            }
        }
        own.removeAll(others);
        return own.stream()
                .<Change>map(given -> new Change.RemoveSecret(OWNER, field(given)))
                .toList();
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
