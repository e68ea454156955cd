package io.drover.delivery;

import io.drover.connection.Tls;
import io.drover.delivery.TlsFileException.Setting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a connection trusts. */
record TrustedCertificates(List<X509Certificate> certificates) {
    TrustedCertificates {
        certificates = List.copyOf(certificates);
    }

    /** Reads the file of those that are trusted by name, and adds those that Java trusts where they count too. */
    static TrustedCertificates read(Tls.Trust trust, boolean systemTrust) throws TlsFileException {
        Pem pem = Pem.of(ClientIdentity.bytes(trust.file(), Setting.TRUST));
        try {
            List<X509Certificate> certificates =
                    new ArrayList<>(pem.isEmpty() ? ofKeyStore(trust) : pem.certificates());
            if (certificates.isEmpty()) {
                throw new TlsFileException(Setting.TRUST, "must hold certificates, but holds none");
            }
            if (systemTrust) {
                for (TrustManager system : managers(null)) {
                    certificates.addAll(List.of(((X509TrustManager) system).getAcceptedIssuers()));
                }
            }
            return new TrustedCertificates(certificates);
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(Setting.TRUST, "must hold certificates in X.509, but one can't be read");
        }
    }

    private static List<X509Certificate> ofKeyStore(Tls.Trust trust) throws TlsFileException, GeneralSecurityException {
        KeyStore store = ClientIdentity.keyStore(trust.file(), trust.password(), Setting.TRUST);
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return certificates;
    }

    TrustManager[] managers() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            return managers(store);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
