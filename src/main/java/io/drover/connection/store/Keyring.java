package io.drover.connection.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.drover.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** AES-256-GCM keys of which the first seals and all open. */
final class Keyring {
    private static final int KEY_BYTES = 32;

    private final KeysetHandle keys;

    private Keyring(KeysetHandle keys) {
        this.keys = keys;
    }

    /** One new key. */
    static Keyring fresh() throws GeneralSecurityException {
        AeadConfig.register();
        return new Keyring(KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
    }

    /** The keys as {@link #toJson} wrote them. */
    static Keyring parse(String json) throws GeneralSecurityException {
        AeadConfig.register();
        return new Keyring(TinkJsonProtoKeysetFormat.parseKeyset(
                json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    /**
     * Keys that are kept elsewhere: 32 bytes each, in Base64.
     *
     * @param old opens what an earlier key sealed
     */
    static Keyring of(Secret key, Optional<Secret> old) throws GeneralSecurityException {
        AeadConfig.register();
        KeysetHandle.Builder builder = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key(key)).withFixedId(1).makePrimary());
        if (old.isPresent()) {
            builder.addEntry(KeysetHandle.importKey(key(old.get())).withFixedId(2));
        }
        return new Keyring(builder.build());
    }

    @AccessesPartialKey
    private static AesGcmKey key(Secret text) throws GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.reveal().strip());
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("it is not Base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new GeneralSecurityException("it has " + bytes.length + " bytes, but must have " + KEY_BYTES);
        }
        return AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(KEY_BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .build();
    }

    /** The same keys behind a new one, which seals from now on. */
    Keyring withNewKey() throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        builder.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary());
        return new Keyring(builder.build());
    }

    /** Only the key that seals. */
    Keyring newestOnly() throws GeneralSecurityException {
        KeysetHandle.Entry primary = keys.getPrimary();
        return new Keyring(KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(primary.getKey())
                        .withFixedId(primary.getId())
                        .makePrimary())
                .build());
    }

    String toJson() throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    /** The sealed secret in Base64. */
    String seal(Secret secret, String context) throws GeneralSecurityException {
        byte[] sealed = aead().encrypt(
                        secret.reveal().getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sealed);
    }

    Secret open(String sealed, String context) throws GeneralSecurityException {
        byte[] text = aead().decrypt(Base64.getDecoder().decode(sealed), context.getBytes(StandardCharsets.UTF_8));
        return new Secret(new String(text, StandardCharsets.UTF_8));
    }

    private Aead aead() throws GeneralSecurityException {
        return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}
