package io.drover.delivery;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of certificates and keys, RFC 7468. What stands around its blocks means nothing.
 *
 * @param blocks in the order of the file
 */
record Pem(List<Block> blocks) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    Pem {
        blocks = List.copyOf(blocks);
    }

    /** A labelled run of bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Block(String label, byte[] bytes) {
        @Override
        public String toString() {
            return label;
        }
    }

    /** The blocks of a file; none when it is not PEM. */
    static Pem of(byte[] file) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
            blocks.add(new Block(block.group(1), bytes));
        }
        return new Pem(blocks);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().endsWith("CERTIFICATE")) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
            }
        }
        return certificates;
    }

    /** The blocks that hold keys, in whatever form. */
    List<Block> keys() {
        return blocks.stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
    }
}
