package io.drover.connection.store;

import io.drover.connection.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of connections that were made while Drover runs. They lie in the store sealed with AES-256-GCM, each bound
 * to its connection and field.
 *
 * <p>Safe for every thread.
 */
public final class Secrets {
    private final Store store;
    private final KeySource source;
    private final Runnable afterEachWrite;
    private @Nullable Keyring keys;

    public Secrets(Store store, KeySource source) {
        this(store, source, () -> {});
    }

    /** For a test that wants to see the disk after every write of a rotation. */
    Secrets(Store store, KeySource source, Runnable afterEachWrite) {
        this.store = store;
        this.source = source;
        this.afterEachWrite = afterEachWrite;
    }

    /** Reads the key, and makes it where there is none yet. */
    public synchronized void prepare() {
        keys();
    }

    /** A change that keeps a secret; an empty one takes away what was kept. */
    public synchronized Change keep(String owner, String field, Secret secret, Instant now) {
        if (secret.isEmpty()) {
            return new Change.RemoveSecret(owner, field);
        }
        try {
            String sealed = keys().seal(secret, SealedSecret.context(owner, field));
            return new Change.PutSecret(owner, field, sealed, now);
        } catch (GeneralSecurityException e) {
            throw new StoreException("a secret can't be sealed: " + e.getMessage(), e);
        }
    }

    /** Keeps a secret at once. No rotation of the key comes between its being sealed and its being kept. */
    public synchronized void put(String owner, String field, Secret secret, Instant now) {
        store.change(List.of(keep(owner, field, secret, now)));
    }

    /** The secrets of one connection, by field. */
    public Map<String, Secret> open(String owner) {
        return open(owner, Set.of());
    }

    /** The secrets of one connection, by field, without some that are not needed and perhaps can't be opened. */
    public synchronized Map<String, Secret> open(String owner, Set<String> without) {
        Map<String, Secret> opened = new LinkedHashMap<>();
        of(owner).stream()
                .filter(secret -> !without.contains(secret.field()))
                .forEach(secret -> opened.put(secret.field(), open(secret)));
        return opened;
    }

    /** When each secret of a connection was last changed, by field. */
    public Map<String, Instant> changed(String owner) {
        Map<String, Instant> changed = new LinkedHashMap<>();
        of(owner).forEach(secret -> changed.put(secret.field(), secret.changedAt()));
        return changed;
    }

    /** Changes that take away all secrets of a connection. */
    public List<Change> forget(String owner) {
        return of(owner).stream()
                .<Change>map(secret -> new Change.RemoveSecret(owner, secret.field()))
                .toList();
    }

    /**
     * Seals everything with a new key and forgets the old one. Whenever a process dies in here, the key file opens every
     * secret: first it holds both keys, then everything is sealed with the new one in one transaction, and only then is
     * the old one dropped. With a key that is kept elsewhere it only seals anew: old and new key are both given.
     *
     * @return how many secrets were sealed
     */
    public synchronized int rotate() {
        try {
            if (source instanceof KeySource.KeyFile file) {
                Keyring both = keys().withNewKey();
                file.write(both);
                keys = both;
                afterEachWrite.run();
                int sealed = sealAgain(both);
                afterEachWrite.run();
                Keyring newest = both.newestOnly();
                file.write(newest);
                keys = newest;
                afterEachWrite.run();
                return sealed;
            }
            return sealAgain(keys());
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException("the key of secrets can't be rotated: " + e.getMessage(), e);
        }
    }

    private int sealAgain(Keyring keyring) throws GeneralSecurityException {
        List<Change> changes = new ArrayList<>();
        for (SealedSecret secret : store.secrets()) {
            String sealed = keyring.seal(open(secret), secret.context());
            changes.add(new Change.PutSecret(secret.owner(), secret.field(), sealed, secret.changedAt()));
        }
        store.change(changes);
        return changes.size();
    }

    private List<SealedSecret> of(String owner) {
        return store.secrets().stream()
                .filter(secret -> secret.owner().equals(owner))
                .toList();
    }

    private Secret open(SealedSecret sealed) {
        try {
            return keys().open(sealed.sealed(), sealed.context());
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "the secret " + sealed.field() + " of connection " + sealed.owner() + " can't be opened with the"
                            + " key at hand; bring back the key that sealed it (state/secrets.key, or"
                            + " DROVER_SECRETS_KEY and DROVER_SECRETS_OLD_KEY), or set the secret again",
                    e);
        }
    }

    private Keyring keys() {
        try {
            Keyring known = keys;
            if (known == null) {
                known = source.keys();
                keys = known;
            }
            return known;
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException(
                    "the key of secrets can't be used: " + e.getMessage() + "; check state/secrets.key, or"
                            + " drover.secrets.key where the key is kept elsewhere",
                    e);
        }
    }
}
