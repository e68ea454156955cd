package io.drover.proof.check;

import static io.drover.proof.check.Invariant.I1;
import static io.drover.proof.check.Invariant.I11;
import static io.drover.proof.check.Invariant.I2;
import static io.drover.proof.check.Invariant.I3;
import static io.drover.proof.check.Invariant.I4;
import static io.drover.proof.check.Invariant.I5;

import io.drover.proof.oracle.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** Whether the result files account for the records of the inputs. */
final class Accounts {
    private static final List<String> ADDED = List.of("_record", "_line", "_batch", "_attempts", "_http_status");

    private final Said said;
    private final Breaches breaches;
    private long records;
    private long succeeded;
    private long failed;

    Accounts(Said said, Breaches breaches) {
        this.said = said;
        this.breaches = breaches;
    }

    Counts counts() {
        return new Counts(records, succeeded, failed);
    }

    /** What the accounts add up to. */
    record Counts(long records, long succeeded, long failed) {}

    void check(Source source, boolean pending) throws IOException {
        Table input = Table.parse(source.bytes());
        int expected = Math.max(0, input.rows().size() - 1);
        records += expected;
        BitSet seen = new BitSet();
        for (String kind : List.of(".success.csv", ".error.csv")) {
            List<Path> files = source.result(kind);
            breaches.unless(files.size() <= 1, I2, "%s has %d files %s", source.name(), files.size(), kind);
            for (Path file : files) {
                rows(source, input, Table.parse(Files.readAllBytes(file)), kind.equals(".success.csv"), seen);
            }
        }
        breaches.unless(
                seen.cardinality() == expected || pending,
                I1,
                "%s has %d records, %d are accounted for and nothing is pending",
                source.name(),
                expected,
                seen.cardinality());
        summary(source, expected);
    }

    private void rows(Source source, Table input, Table result, boolean success, BitSet seen) {
        int columns = input.header().size();
        boolean header = result.header().size() >= columns + ADDED.size()
                && result.header().subList(0, columns).equals(input.header())
                && result.header().subList(columns, columns + ADDED.size()).equals(ADDED);
        breaches.unless(header && result.whole(), I3, "%s: a result file is torn or has another header", source.name());
        if (!header) {
            return;
        }
        for (List<String> row : result.rows().subList(1, result.rows().size())) {
            if (row.size() == result.header().size()) {
                row(source, input, row, success, seen);
            } else {
                breaches.unless(false, I3, "%s: row %s is torn", source.name(), row);
            }
        }
    }

    private void row(Source source, Table input, List<String> row, boolean success, BitSet seen) {
        int columns = input.header().size();
        int ordinal = number(row.get(columns));
        boolean known = ordinal >= 1 && ordinal < input.rows().size();
        breaches.unless(
                known && input.rows().get(ordinal).equals(row.subList(0, columns)),
                I3,
                "%s record %s: %s is not what came in",
                source.name(),
                ordinal,
                row);
        if (!known) {
            return;
        }
        breaches.unless(!seen.get(ordinal), I2, "%s record %d stands twice", source.name(), ordinal);
        seen.set(ordinal);
        long id = Long.parseLong(input.rows().get(ordinal).get(0));
        if (success) {
            succeeded++;
            breaches.unless(said.loaded(id), I4, "record %d is a success nobody spoke of", id);
        } else {
            failed++;
            error(id, row.subList(columns, row.size()));
        }
    }

    private void error(long id, List<String> added) {
        String kind = added.get(added.size() - 2);
        boolean neverSent = kind.equals("parse") || kind.equals("schema");
        boolean answered = kind.equals("http") || kind.equals("response") || kind.equals("no_verdict");
        boolean complete = number(added.get(0)) > 0
                && number(added.get(1)) > 0
                && !added.get(2).isEmpty()
                && (neverSent || number(added.get(3)) > 0)
                && (!answered || number(added.get(4)) > 0)
                && !kind.isEmpty()
                && !added.get(added.size() - 1).isEmpty();
        breaches.unless(complete, I5, "the error of record %d says only %s", id, added);
        breaches.unless(!said.loaded(id), I4, "record %d is an error (%s) although it was called loaded", id, kind);
        boolean reason = switch (kind) {
            case "http" -> said.answered(id, Kind.DEFINITE) || said.answered(id, Kind.TOO_LARGE);
            case "response" -> said.failed(id);
            case "no_verdict" -> said.answered(id, Kind.NO_VERDICT);
            case "exhausted" -> said.answered(id, Kind.RECOVERABLE) || said.answered(id, Kind.UNKNOWN);
            default -> neverSent;
        };
        breaches.unless(reason, I11, "record %d is an error (%s) and no answer was a reason for it", id, kind);
    }

    private void summary(Source source, int expected) throws IOException {
        for (Path file : source.result(".summary.json")) {
            Summary summary = Summary.read(file);
            long sum = summary.count("succeeded") + summary.count("failed") + summary.count("filtered");
            breaches.unless(
                    summary.count("records") == expected && sum == expected,
                    I1,
                    "the summary of %s counts %d records, %d with an outcome",
                    source.name(),
                    summary.count("records"),
                    sum);
            for (String kind : List.of("success", "error")) {
                Path named = file.resolveSibling(summary.text(kind + "_file"));
                breaches.unless(
                        Files.isRegularFile(named)
                                && Hashes.sha256(Files.readAllBytes(named)).equals(summary.text(kind + "_sha256")),
                        I1,
                        "the summary of %s names a %s file that is not there as it says",
                        source.name(),
                        kind);
            }
        }
    }

    private static int number(String cell) {
        return !cell.isEmpty() && cell.length() < 10 && cell.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(cell)
                : -1;
    }
}
