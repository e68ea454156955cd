package io.drover.proof;

import io.drover.proof.oracle.Ids;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Follows the oracle's log as it grows. */
final class Requested {
    private final Path log;
    private final Set<Long> files = new HashSet<>();
    private long at;
    private int connection;

    Requested(Path log) {
        this.log = log;
    }

    /** Reads on; true when requests have come since it did so before. */
    boolean readOn() throws IOException {
        int requests = 0;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - at)];
            file.seek(at);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int whole = text.lastIndexOf('\n') + 1;
            at += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
            for (String line : text.substring(0, whole).split("\n", -1)) {
                String[] cells = line.split("\t", -1);
                if (cells.length > 5) {
                    Ids.parse(cells[5]).all().stream().findFirst().ifPresent(id -> files.add(id / 1_000_000));
                    connection = Integer.parseInt(cells[2]);
                    requests++;
                }
            }
        }
        return requests > 0;
    }

    /** Of the last request. */
    int connection() {
        return connection;
    }

    boolean hasSeen(long file) {
        return files.contains(file);
    }
}
