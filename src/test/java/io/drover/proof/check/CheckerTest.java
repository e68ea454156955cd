package io.drover.proof.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Fault;
import io.drover.proof.oracle.Ids;
import io.drover.proof.oracle.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that can't fail proves nothing: each way to break a promise is found, and under its name. */
class CheckerTest {
    private static final String FOUR =
            "1000001,a,1,2,1,1,200\n1000002,\"b, c\",2,3,1,1,200\n1000003,d,3,4,1,1,200\n1000005,f,5,6,2,2,200\n";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void set() throws IOException {
        scene = new Scene(folder);
    }

    /** A way to break a promise. */
    interface Spoiling {
        void spoil(Scene scene) throws IOException;
    }

    @Test
    void nothingIsFoundWhereAllIsWell() throws IOException {
        assertThat(scene.check()).isEmpty();
    }

    @Test
    void aCheckOfTheConnectionBringsNoRecordAndNeedsNoKey() throws IOException {
        scene.sent(15, 1, "", "", Fault.NONE, "", "");

        assertThat(scene.check()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void whatIsBrokenIsFound(String what) throws IOException {
        SPOILT.getOrDefault(what, kept -> {}).spoil(scene);
        Invariant named = Invariant.valueOf(what.substring(0, what.indexOf(' ')));
        assertThat(scene.check()).extracting(Breach::invariant).contains(named);
    }

    /** An answer that came while a process was frozen may have been too late for it, whatever the oracle says of it. */
    @Test
    void attemptsOfAProcessThatStoodStillAreNotCounted() throws IOException {
        SPOILT.getOrDefault("I11 a yield that was counted as a retry", kept -> {})
                .spoil(scene);
        scene.log.replaceAll(line -> line.replace("\tkill", "\t" + Mark.FROZEN));
        scene.log.add(new Mark(70, 99, Mark.FROZEN).line());

        assertThat(scene.check()).extracting(Breach::invariant).doesNotContain(Invariant.I11, Invariant.I15);
    }

    @Test
    void everyInvariantIsBrokenOnce() {
        assertThat(SPOILT.keySet())
                .extracting(what -> Invariant.valueOf(what.substring(0, what.indexOf(' '))))
                .contains(Invariant.values());
    }

    static Iterable<String> breaches() {
        return SPOILT.keySet();
    }

    private static final Map<String, Spoiling> SPOILT = new TreeMap<>();

    static {
        SPOILT.put("I1 a record is in neither file", scene -> scene.error(""));
        SPOILT.put(
                "I1 the sums are others",
                scene -> scene.write(
                        "work/data/results/items/" + Scene.STEM + ".summary.json",
                        Files.readString(scene.results().resolve(Scene.STEM + ".summary.json"))
                                .replace("\"succeeded\": 4", "\"succeeded\": 5")));
        SPOILT.put("I1 nothing was published", scene -> {
            for (String kind : new String[] {".success.csv", ".error.csv", ".summary.json"}) {
                Files.delete(scene.results().resolve(Scene.STEM + kind));
            }
        });
        SPOILT.put(
                "I2 a record is in both files",
                scene -> scene.error(
                        "1000007,e,4,5,2,2,200,response,refused\n1000001,a,1,2,1,1,200,response,refused\n"));
        SPOILT.put("I2 a record stands twice", scene -> scene.success(FOUR + "1000005,f,5,6,2,2,200\n"));
        SPOILT.put("I3 a record that was not in the file", scene -> scene.success(FOUR + "1000009,x,6,7,2,2,200\n"));
        SPOILT.put("I3 a cell was changed", scene -> scene.success(FOUR.replace("\"b, c\"", "\"b,c\"")));
        SPOILT.put("I3 a torn last row", scene -> scene.success(FOUR.substring(0, FOUR.length() - 5)));
        SPOILT.put("I4 a success nobody spoke of", scene -> {
            scene.success(FOUR + "1000007,e,4,5,2,2,200\n");
            scene.error("");
        });
        SPOILT.put("I4 a success that became an error", scene -> {
            scene.success(FOUR.substring(0, FOUR.indexOf("1000005")));
            scene.error("1000007,e,4,5,2,2,200,response,refused\n1000005,f,5,6,2,2,200,response,refused\n");
        });
        SPOILT.put("I5 an error without a message", scene -> scene.error("1000007,e,4,5,2,2,200,response,\n"));
        SPOILT.put("I5 an error without its status", scene -> scene.error("1000007,e,4,5,2,2,,response,refused\n"));
        SPOILT.put(
                "I6 a new body under an old key",
                scene -> scene.log.add(scene.log.get(3).replace("body of k2", "body of another")));
        SPOILT.put(
                "I6 a new key for an old body",
                scene -> scene.log.set(3, scene.log.get(3).replace("\tk2\t", "\tk3\t")));
        SPOILT.put("I6 a record without a key", scene -> scene.sent(15, 1, "", "1000001", Fault.NONE, "1000001", ""));
        SPOILT.put("I7 more repeats than were in flight", scene -> {
            for (String id : new String[] {"1000101", "1000102", "1000103"}) {
                scene.log.add(2, entry(25, 1, id, Fault.NONE));
                scene.log.add(entry(45, 3, id, Fault.NONE));
            }
        });
        SPOILT.put(
                "I7 two effects of one key",
                scene -> scene.log.set(3, scene.log.get(3).replace("KNOWN", "FIRST")));
        SPOILT.put(
                "I8 a published file has grown",
                scene -> scene.sightings.set(0, new Sightings.Final(50, Scene.STEM + ".success.csv", 3, "abc").line()));
        SPOILT.put(
                "I9 the source was nowhere", scene -> scene.sightings.add(new Sightings.Place(1, "f1.csv", "").line()));
        SPOILT.put(
                "I9 the source was in two places",
                scene -> scene.sightings.add(new Sightings.Place(1, "f1.csv", "inbox+processing").line()));
        SPOILT.put(
                "I9 the source came back",
                scene -> scene.sightings.add(new Sightings.Place(2, "f1.csv", "inbox").line()));
        SPOILT.put(
                "I9 the source was changed",
                scene -> scene.write("work/data/done/items/" + Scene.STEM + ".csv", "id,name\n"));
        SPOILT.put("I10 sent again after an answer", scene -> {
            String again = scene.log.get(3).replace("request\t40", "request\t45");
            scene.log.add(again);
        });
        SPOILT.put("I10 more retries than allowed", scene -> {
            for (int i = 0; i < 4; i++) {
                scene.log.add(2, entry(25, 1, "1000101", Fault.S503));
            }
        });
        SPOILT.put("I11 a yield that became a failure", scene -> {
            scene.log.set(3, scene.log.get(3).replace("NONE", "S429").replace("1000005\t1000007", "\t"));
            scene.log.remove(1);
        });
        SPOILT.put("I11 a yield that was counted as a retry", scene -> {
            scene.log.remove(2);
            scene.log.set(1, scene.log.get(1).replace("SILENT", "S429").replace("FIRST", "NONE"));
            scene.summary(3, 1, 1);
        });
        SPOILT.put(
                "I12 the secret in a log",
                scene -> scene.write("process.log", "run=" + Scene.RUN + " " + Scene.RULES.secret()));
        SPOILT.put(
                "I12 the secret in the home",
                scene -> scene.write("work/data/state/store.db", "a " + Scene.RULES.secret()));
        SPOILT.put("I13 a file beside the home", scene -> scene.write("work/core.dump", ""));
        SPOILT.put("I13 a folder in the home", scene -> scene.write("work/data/other/file", ""));
        SPOILT.put("I14 a request after the end", scene -> scene.log.add(entry(60, 3, "1000101", Fault.NONE)));
        SPOILT.put("I14 done and then not", scene -> {
            scene.sightings.add(new Sightings.Place(2, "f1.csv", "done").line());
            scene.sightings.add(new Sightings.Place(3, "f1.csv", "processing").line());
        });
        SPOILT.put("I14 the API called it done and then not", scene -> scene.sightings.add(told("running", 3, 0)));
        SPOILT.put("I15 the API counts others", scene -> scene.sightings.set(3, told("done", 5, 0)));
        SPOILT.put("I15 the API knows nothing of its end", scene -> scene.sightings.set(3, told("running", 4, 1)));
        SPOILT.put("I15 a run without a line in the log", scene -> scene.write("process.log", "nothing\n"));
        SPOILT.put("I15 requests that are not counted", scene -> {
            scene.log.remove(2);
            scene.summary(2, 1, 0);
        });
        SPOILT.put(
                "I16 a killed recovery that was not gone on with",
                scene -> scene.sightings.add(new Sightings.Kill(2, 1, "f2.csv").line()));
    }

    private static String told(String state, long succeeded, long failed) {
        return new Sightings.Told(2, Scene.RUN, "f1.csv", state, succeeded, failed).line();
    }

    private static String entry(long at, int connection, String id, Fault fault) {
        Ids ids = Ids.parse(id);
        boolean loaded = fault == Fault.NONE;
        return new Entry(
                        at,
                        connection,
                        "key of " + id,
                        "body of " + id,
                        ids,
                        fault,
                        loaded ? ids : Ids.NONE,
                        Ids.NONE,
                        Entry.Effect.NONE)
                .line();
    }
}
