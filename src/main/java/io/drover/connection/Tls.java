package io.drover.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whom a connection trusts, and what it shows of itself, where that is more than what Java does by itself.
 *
 * @param identity the certificate that is shown to a destination that asks for one
 * @param trust certificates that are trusted
 * @param systemTrust whether those that Java trusts are so besides
 */
public record Tls(Optional<Identity> identity, Optional<Trust> trust, boolean systemTrust) {
    /** What Java does by itself. */
    public static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), true);

    public boolean isDefault() {
        return identity.isEmpty() && trust.isEmpty();
    }

    /**
     * A client certificate with its key.
     *
     * @param certificate a file in PEM, or in PKCS#12 with the key
     * @param key a file in PEM; empty where the certificate's holds it
     */
    public record Identity(Path certificate, Optional<Path> key, Secret password) {
        public List<Path> files() {
            return key.isPresent() ? List.of(certificate, key.get()) : List.of(certificate);
        }
    }

    /** Certificates of authorities, in PEM, PKCS#12 or JKS. */
    public record Trust(Path file, Secret password) {}
}
