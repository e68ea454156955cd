package io.drover.delivery;

import io.drover.connection.Secret;
import io.drover.delivery.TlsFileException.Setting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in PKCS#8, locked or not. */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");
    private static final byte[] PROBE = {1, 2, 3};

    private PrivateKeys() {}

    /** The one key of a PEM file. */
    static PrivateKey read(Pem pem, Setting setting, Secret password) throws TlsFileException {
        List<Pem.Block> blocks = pem.keys();
        if (blocks.size() != 1) {
            throw new TlsFileException(setting, "must hold one private key, but holds " + blocks.size());
        }
        Pem.Block block = blocks.get(0);
        return switch (block.label()) {
            case "PRIVATE KEY" -> decode(block.bytes(), setting);
            case "ENCRYPTED PRIVATE KEY" -> unlock(block.bytes(), setting, password);
            default ->
                throw new TlsFileException(
                        setting,
                        "must hold a key in PKCS#8 (PRIVATE KEY), but holds " + block.label()
                                + "; 'openssl pkcs8 -topk8' makes one of the other");
        };
    }

    private static PrivateKey decode(byte[] bytes, Setting setting) throws TlsFileException {
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = decode(bytes, algorithm);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new TlsFileException(setting, "must hold a key of RSA, EC or EdDSA, but holds another or a broken one");
    }

    /** Empty when it is a key of another algorithm. */
    private static Optional<PrivateKey> decode(byte[] bytes, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (InvalidKeySpecException ofAnother) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static PrivateKey unlock(byte[] bytes, Setting setting, Secret password) throws TlsFileException {
        if (password.isEmpty()) {
            throw new TlsFileException(Setting.KEY_PASSWORD, "must be set, because the key is locked, but is missing");
        }
        try {
            EncryptedPrivateKeyInfo locked = new EncryptedPrivateKeyInfo(bytes);
            // For PBES2 the parameters know the whole name of the algorithm, and nothing else does.
            String algorithm = String.valueOf(locked.getAlgParameters());
            Cipher cipher = Cipher.getInstance(algorithm);
            PBEKeySpec key = new PBEKeySpec(password.reveal().toCharArray());
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(key),
                    locked.getAlgParameters());
            return decode(locked.getKeySpec(cipher).getEncoded(), setting);
        } catch (InvalidKeySpecException | java.security.InvalidKeyException wrong) {
            throw new TlsFileException(Setting.KEY_PASSWORD, "must open the key, but does not");
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException(
                    setting,
                    "must be locked in a way that Java knows, as 'openssl pkcs8 -topk8 -v2 aes-256-cbc' does, but is not");
        }
    }

    /** Whether one key opens what the other locks. */
    static boolean belong(PrivateKey key, PublicKey publicKey) {
        String algorithm = key.getAlgorithm();
        boolean edwards = algorithm.startsWith("Ed");
        try {
            Signature signature = Signature.getInstance(edwards ? "EdDSA" : "SHA256with" + ecdsa(algorithm));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String ecdsa(String algorithm) {
        return algorithm.equals("EC") ? "ECDSA" : algorithm;
    }
}
