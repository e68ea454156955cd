package io.drover.delivery;

import io.drover.batch.BatchId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The key that lets a destination recognise a repeat of a batch.
 *
 * <p>Run and batch name alone tell batches apart; nobody else makes keys of that run. The body's length and checksum are
 * in the hash only so that a batch whose bytes changed although they must not (a source edited between crash and
 * restart) gets another key instead of the old answer. Against such an accident CRC32C is enough, and it costs a
 * thirtieth of hashing megabytes with SHA-256.
 */
public final class IdempotencyKey {
    private static final int KEY_BYTES = 16;

    private IdempotencyKey() {}

    /** The batch's first key. */
    public static String of(BatchId batch, byte[] body) {
        return of(batch, body, 0);
    }

    /**
     * 32 hexadecimal characters, the same for the same batch and bytes on any machine at any time.
     *
     * @param renewed how often the batch has got a new one
     */
    public static String of(BatchId batch, byte[] body, int renewed) {
        CRC32C checksum = new CRC32C();
        checksum.update(body, 0, body.length);
        MessageDigest digest = sha256();
        digest.update(batch.run().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(batch.name().getBytes(StandardCharsets.UTF_8));
        if (renewed > 0) {
            digest.update(("#" + renewed).getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 0);
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(body.length)
                .putLong(checksum.getValue())
                .array());
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), KEY_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
