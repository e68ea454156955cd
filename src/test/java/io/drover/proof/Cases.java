package io.drover.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a proof of many cases has seen. Its figure is written when all of them were; a part of them is no figure. */
final class Cases {
    private final String figure;
    private final Class<?> proof;
    private final int all;
    private final Map<String, String> seen = new TreeMap<>();
    private final long began = System.nanoTime();

    Cases(String figure, Class<?> proof, int all) {
        this.figure = figure;
        this.proof = proof;
        this.all = all;
    }

    void saw(String what, String outcome) {
        seen.put(what, outcome);
    }

    void tell() throws IOException {
        if (seen.size() == all) {
            TrackRecord.Figure rows = new TrackRecord.Figure(figure);
            seen.forEach(rows::row);
            TrackRecord.write(rows.row("**lost, in two files, twice in one, invented, done with less**", "**0**")
                    .repeatedBy(
                            "mvn -Pstorm verify -Dit.test=" + proof.getSimpleName(),
                            Duration.ofNanos(System.nanoTime() - began).toMinutes()));
        }
    }
}
