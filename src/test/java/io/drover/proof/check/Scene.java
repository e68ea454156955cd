package io.drover.proof.check;

import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Fault;
import io.drover.proof.oracle.Ids;
import io.drover.proof.oracle.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The traces of a load at which all is well: one file of five records in two batches, of which one record failed, one
 * batch was retried after a crash. To be spoilt.
 */
final class Scene {
    static final Rules RULES = new Rules(1, 256, 1, true, true, 0, "s3cret-of-the-proof");
    static final String RUN = "20260101-000000-000-abcd";
    static final String STEM = "f1." + RUN;

    final Path root;
    final List<String> log = new ArrayList<>();
    final List<String> sightings = new ArrayList<>();

    Scene(Path root) throws IOException {
        this.root = root;
        write("inputs/f1.csv", "id,name\n1000001,a\n1000002,\"b, c\"\n1000003,d\n1000007,e\n1000005,f\n");
        Files.createDirectories(root.resolve("work/data/done/items"));
        Files.copy(root.resolve("inputs/f1.csv"), root.resolve("work/data/done/items/" + STEM + ".csv"));
        success("1000001,a,1,2,1,1,200\n1000002,\"b, c\",2,3,1,1,200\n1000003,d,3,4,1,1,200\n1000005,f,5,6,2,2,200\n");
        error("1000007,e,4,5,2,2,200,response,refused\n");
        write("work/data/state/journal.db", "whatever");
        write("work/application.properties", "secret=" + RULES.secret());
        write("process.log", "Run started. run=" + RUN + " load=items\n");
        sent(10, 1, "k1", "1000001-1000003", Fault.NONE, "1000001-1000003", "");
        sent(20, 1, "k2", "1000007,1000005", Fault.SILENT, "", "");
        log.add(new Mark(30, 2, "kill").line());
        log.add(new Entry(
                        40,
                        3,
                        "k2",
                        "body of k2",
                        Ids.parse("1000007,1000005"),
                        Fault.NONE,
                        Ids.parse("1000005"),
                        Ids.parse("1000007"),
                        Entry.Effect.KNOWN)
                .line());
        for (String kind : List.of(".success.csv", ".error.csv", ".summary.json")) {
            byte[] bytes = Files.readAllBytes(results().resolve(STEM + kind));
            sightings.add(new Sightings.Final(50, STEM + kind, bytes.length, Hashes.sha256(bytes)).line());
        }
        sightings.add(new Sightings.Told(2, RUN, "f1.csv", "done", 4, 1).line());
        sightings.add(new Sightings.Kill(1, 1, "f1.csv").line());
        sightings.add(new Sightings.Place(1, "f1.csv", "processing").line());
    }

    Path results() {
        return root.resolve("work/data/results/items");
    }

    Scene success(String rows) throws IOException {
        return rows(".success.csv", "", rows);
    }

    Scene error(String rows) throws IOException {
        return rows(".error.csv", ",_class,_message", rows);
    }

    private Scene rows(String kind, String more, String rows) throws IOException {
        write(
                "work/data/results/items/" + STEM + kind,
                "id,name,_record,_line,_batch,_attempts,_http_status" + more + "\n" + rows);
        return summary(3, 0, 0);
    }

    /** Sums that fit the files as they are now. */
    Scene summary(int requests, int retries, int yields) throws IOException {
        write("work/data/results/items/" + STEM + ".summary.json", """
                {"run": "%s", "records": 5, "succeeded": 4, "failed": 1, "filtered": 0, "requests": %d,
                 "retries": %d, "yields": %d, "success_file": "%s.success.csv", "success_sha256": "%s",
                 "error_file": "%s.error.csv", "error_sha256": "%s"}
                """.formatted(
                        RUN, requests, retries, yields, STEM, sum(".success.csv"), STEM, sum(".error.csv")));
        return this;
    }

    private String sum(String kind) throws IOException {
        Path file = results().resolve(STEM + kind);
        return Files.exists(file) ? Hashes.sha256(Files.readAllBytes(file)) : "";
    }

    Scene sent(long at, int connection, String key, String ids, Fault fault, String loaded, String failed) {
        log.add(new Entry(
                        at,
                        connection,
                        key,
                        "body of " + key,
                        Ids.parse(ids),
                        fault,
                        Ids.parse(loaded),
                        Ids.parse(failed),
                        Entry.Effect.FIRST)
                .line());
        return this;
    }

    void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }

    /** The breaches the checker finds. */
    List<Breach> check() throws IOException {
        write("oracle.log", String.join("\n", log) + "\n");
        write("sightings.log", String.join("\n", sightings) + "\n");
        Evidence evidence = new Evidence(
                root.resolve("inputs"),
                root.resolve("work"),
                "items",
                root.resolve("oracle.log"),
                root.resolve("sightings.log"),
                List.of(root.resolve("process.log")));
        return Checker.check(evidence, RULES).breaches();
    }
}
