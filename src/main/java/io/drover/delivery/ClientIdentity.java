package io.drover.delivery;

import io.drover.connection.Secret;
import io.drover.connection.Tls;
import io.drover.delivery.TlsFileException.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The certificate that a connection shows, with its key.
 *
 * @param chain its own certificate first
 */
record ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
    ClientIdentity {
        chain = List.copyOf(chain);
    }

    /** The X.509 name of who it is. */
    String subject() {
        return chain.get(0).getSubjectX500Principal().getName();
    }

    /** Reads the files. */
    static ClientIdentity read(Tls.Identity identity) throws TlsFileException {
        byte[] file = bytes(identity.certificate(), Setting.CERTIFICATE);
        Pem pem = Pem.of(file);
        ClientIdentity read = pem.isEmpty() ? ofKeyStore(identity) : ofPem(identity, pem);
        if (!PrivateKeys.belong(read.key, read.chain.get(0).getPublicKey())) {
            throw new TlsFileException(
                    identity.key().isPresent() ? Setting.KEY : Setting.CERTIFICATE,
                    "must hold the key of the certificate, but holds another one");
        }
        return read;
    }

    private static ClientIdentity ofPem(Tls.Identity identity, Pem pem) throws TlsFileException {
        try {
            List<X509Certificate> chain = pem.certificates();
            if (chain.isEmpty()) {
                throw new TlsFileException(Setting.CERTIFICATE, "must hold a certificate, but holds none");
            }
            if (identity.key().isEmpty()) {
                return new ClientIdentity(chain, PrivateKeys.read(pem, Setting.CERTIFICATE, identity.password()));
            }
            Pem keys = Pem.of(bytes(identity.key().get(), Setting.KEY));
            return new ClientIdentity(chain, PrivateKeys.read(keys, Setting.KEY, identity.password()));
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(Setting.CERTIFICATE, "must hold certificates in X.509, but one can't be read");
        }
    }

    private static ClientIdentity ofKeyStore(Tls.Identity identity) throws TlsFileException {
        KeyStore store = keyStore(identity.certificate(), identity.password(), Setting.CERTIFICATE);
        try {
            List<String> aliases = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    aliases.add(alias);
                }
            }
            if (aliases.size() != 1) {
                throw new TlsFileException(
                        Setting.CERTIFICATE, "must hold one certificate with its key, but holds " + aliases.size());
            }
            char[] password = identity.password().reveal().toCharArray();
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : store.getCertificateChain(aliases.get(0))) {
                chain.add((X509Certificate) certificate);
            }
            return new ClientIdentity(chain, (PrivateKey) store.getKey(aliases.get(0), password));
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(Setting.KEY_PASSWORD, "must open the key, but does not");
        }
    }

    /** A PKCS#12 or JKS file. */
    static KeyStore keyStore(Path file, Secret password, Setting setting) throws TlsFileException {
        Setting passwordSetting = setting == Setting.TRUST ? Setting.TRUST_PASSWORD : Setting.KEY_PASSWORD;
        try {
            return KeyStore.getInstance(file.toFile(), password.reveal().toCharArray());
        } catch (IOException wrongPassword) {
            throw new TlsFileException(passwordSetting, "must open " + file.getFileName() + ", but does not");
        } catch (GeneralSecurityException unknownForm) {
            throw new TlsFileException(setting, "must be a file in PEM or PKCS#12, but is in neither");
        }
    }

    static byte[] bytes(Path file, Setting setting) throws TlsFileException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TlsFileException(
                    setting,
                    "must name a file that can be read, but " + file + " can't: "
                            + e.getClass().getSimpleName());
        }
    }

    KeyManager[] managers() throws GeneralSecurityException {
        try {
            char[] password = "in memory".toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("client", key, password, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            Arrays.fill(password, ' ');
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
