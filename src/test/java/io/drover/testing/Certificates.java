package io.drover.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS certificates for servers on 127.0.0.1, made by the JDK's keytool and vouched for by an authority of their own. */
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path keys;

    /** Makes the authority; its keys and all others are kept in the folder. */
    public Certificates(Path folder) {
        keys = folder.resolve("keys.p12");
        keytool("authority", "-dname", "CN=Authority", "-ext", "bc:c");
    }

    /** A certificate that nothing is wrong with. */
    public SSLContext good() {
        return issued("good", "-ext", "san=ip:127.0.0.1");
    }

    /** A certificate whose time was over three weeks ago. */
    public SSLContext expired() {
        return issued("expired", "-ext", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "9");
    }

    /** A certificate whose time comes in a month. */
    public SSLContext early() {
        return issued("early", "-ext", "san=ip:127.0.0.1", "-startdate", "+30d", "-validity", "9");
    }

    /** A certificate of another host. */
    public SSLContext elsewhere() {
        return issued("elsewhere", "-ext", "san=dns:elsewhere.example");
    }

    /** A certificate nobody vouches for. */
    public SSLContext selfSigned() {
        keytool("alone", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1");
        return context("alone");
    }

    private SSLContext issued(String alias, String... options) {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=127.0.0.1", "-signer", "authority"));
        all.addAll(List.of(options));
        keytool(alias, all.toArray(String[]::new));
        return context(alias);
    }

    /** A certificate that nothing is wrong with, of a server that shakes hands only with those of this authority. */
    public ServerSocket listenToKnown() throws IOException {
        keytool("mutual", "-dname", "CN=127.0.0.1", "-signer", "authority", "-ext", "san=ip:127.0.0.1,dns:crm.invalid");
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, PASSWORD);
            trusted.setCertificateEntry("authority", open().getCertificate("authority"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext mutual = SSLContext.getInstance("TLS");
            mutual.init(keyManagers("mutual"), trust.getTrustManagers(), null);
            SSLServerSocket listener = (SSLServerSocket) listen(mutual, 0);
            listener.setNeedClientAuth(true);
            return listener;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's certificate in PEM. */
    public String authorityPem() {
        try {
            return pem("CERTIFICATE", open().getCertificate("authority").getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate and key of a client; each alias, and each choice of options, has its own. */
    public Client client(String alias, String... options) {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=" + alias, "-signer", "authority"));
        all.addAll(List.of(options));
        String key = alias + String.join("", options);
        keytool(key, all.toArray(String[]::new));
        try {
            KeyStore store = open();
            Certificate[] chain = store.getCertificateChain(key);
            return new Client(List.of(chain), (PrivateKey) store.getKey(key, PASSWORD));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who a client is, in the forms that people have it in. */
    public record Client(List<Certificate> chain, PrivateKey key) {
        public Client {
            chain = List.copyOf(chain);
        }

        public String certificatePem() throws GeneralSecurityException {
            StringBuilder pem = new StringBuilder("Bag Attributes: none\n");
            for (Certificate certificate : chain) {
                pem.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return pem.toString();
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        /** As {@code openssl pkcs8 -topk8} locks it. */
        public String lockedKeyPem(String password) throws GeneralSecurityException, IOException {
            String algorithm = "PBEWithHmacSHA256AndAES_256";
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.ENCRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(spec));
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
            parameters.init(cipher.getParameters().getEncoded());
            byte[] locked = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
            return pem("ENCRYPTED PRIVATE KEY", locked);
        }

        public void store(Path file, String type, String password) throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setKeyEntry("client", key, password.toCharArray(), chain.toArray(Certificate[]::new));
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
        }
    }

    private static String pem(String label, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /** What makes a process trust the authority and nobody else. */
    public List<String> trust() {
        Path trusted = keys.resolveSibling("trusted.p12");
        try (OutputStream out = Files.newOutputStream(trusted)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setCertificateEntry("authority", open().getCertificate("authority"));
            store.store(out, PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djavax.net.ssl.trustStorePassword=" + String.valueOf(PASSWORD));
    }

    /** A listener that speaks TLS on that port; 0 for any. */
    public static ServerSocket listen(SSLContext context, int port) throws IOException {
        return context.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private SSLContext context(String alias) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(alias), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyManager[] keyManagers(String alias) throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, PASSWORD);
        KeyStore all = open();
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, PASSWORD);
        return managers.getKeyManagers();
    }

    private boolean has(String alias) {
        try {
            return Files.exists(keys) && open().containsAlias(alias);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** Makes what is not there yet: each certificate costs a process. */
    private void keytool(String alias, String... options) {
        if (has(alias)) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                String.valueOf(PASSWORD),
                "-keystore",
                keys.toString()));
        command.addAll(List.of(options));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
