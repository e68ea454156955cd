package io.drover.result;

import io.drover.batch.ErrorClass;
import io.drover.batch.Tally;
import io.drover.load.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Proves a published run from its files alone: hashes, sums, and each record in exactly one result file. Needs no
 * network and no journal, and memory for one bit per record.
 *
 * @param summaryFile the run's summary, beside its result files
 * @param done the load's folder of sources that are done
 * @param csv how the source, and so the result files, are written
 */
public record Verification(Path summaryFile, Path done, CsvFormat csv) {
    private static final int MOST_FINDINGS_OF_A_KIND = 10;

    /** What is wrong, in plain words; empty when everything is proved. */
    public List<String> findings() {
        try {
            return new Proof(Summary.read(summaryFile)).findings();
        } catch (IOException e) {
            return List.of("summary: " + e);
        }
    }

    /** The state of one proof. */
    private final class Proof {
        private final Summary summary;
        private final BitSet seen = new BitSet();
        private final List<String> findings = new ArrayList<>();
        private int doubles;
        private int strangers;

        Proof(Summary summary) {
            this.summary = summary;
        }

        List<String> findings() {
            Tally tally = summary.tally();
            ResultNames names = new ResultNames(summary.file(), summary.run(), ".csv");
            checkHash("source file", done.resolve(names.done()), summary.sha256());
            checkRows("success file", summary.successFile(), summary.successSha256(), tally.succeeded());
            checkRows("error file", summary.errorFile(), summary.errorSha256(), tally.failed());
            long missing = tally.records() - seen.cardinality();
            if (missing != tally.filtered()) {
                findings.add(missing + " of " + tally.records() + " records stand in no result file, "
                        + tally.filtered() + " of them filtered; the first is record " + (seen.nextClearBit(0) + 1));
            }
            return List.copyOf(findings);
        }

        private void checkHash(String what, Path file, String expected) {
            try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
                in.transferTo(OutputStream.nullOutputStream());
                compareHash(what, in, expected);
            } catch (IOException e) {
                findings.add(what + ": can't be read: " + e);
            }
        }

        private void checkRows(String what, String name, String sha256, long expected) {
            Path file = summaryFile.resolveSibling(name);
            if (!name.equals(String.valueOf(file.getFileName()))) {
                findings.add(what + ": the summary names '" + name + "', which is no plain file name");
                return;
            }
            Map<ErrorClass, Long> classes = new EnumMap<>(ErrorClass.class);
            try (InputStream file0 = Files.newInputStream(file);
                    DigestInputStream in = new DigestInputStream(file0, Sha256.digest())) {
                long rows = scan(name, in, what, classes);
                in.transferTo(OutputStream.nullOutputStream());
                compareHash(what, in, sha256);
                if (rows != expected) {
                    findings.add(what + ": has " + rows + " records, the summary says " + expected);
                }
            } catch (IOException e) {
                findings.add(what + ": can't be read: " + e);
            }
            if (name.equals(summary.errorFile())
                    && !classes.equals(summary.tally().failedByClass())) {
                findings.add(what + ": has the classes " + classes + ", the summary says "
                        + summary.tally().failedByClass());
            }
        }

        private long scan(String name, InputStream in, String what, Map<ErrorClass, Long> classes) throws IOException {
            RowScan.Sink sink = row -> {
                see(what, row.ordinal());
                row.errorClass().ifPresent(found -> classes.merge(found, 1L, Long::sum));
            };
            return name.endsWith(".csv") ? new CsvRowScan(csv).scan(in, sink) : new JsonRowScan().scan(in, sink);
        }

        private void compareHash(String what, DigestInputStream read, String expected) {
            String actual = Sha256.hex(read.getMessageDigest());
            if (!actual.equals(expected)) {
                findings.add(what + ": its SHA-256 is " + actual + ", the summary says " + expected);
            }
        }

        private void see(String what, long ordinal) {
            if (ordinal < 1 || ordinal > summary.tally().records()) {
                if (strangers++ < MOST_FINDINGS_OF_A_KIND) {
                    findings.add(what + ": has a record " + ordinal + ", but the source has records 1 to "
                            + summary.tally().records());
                }
            } else if (seen.get((int) (ordinal - 1))) {
                if (doubles++ < MOST_FINDINGS_OF_A_KIND) {
                    findings.add(what + ": record " + ordinal + " stands in the result files a second time");
                }
            } else {
                seen.set((int) (ordinal - 1));
            }
        }
    }
}
