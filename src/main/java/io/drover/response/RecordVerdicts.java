package io.drover.response;

import io.drover.batch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each record of one batch while its answer is read. A definite failure outweighs one that is worth
 * another attempt, and both outweigh a success; a record that the answer calls both a success and worth another attempt
 * is not sent again.
 */
final class RecordVerdicts {
    private final Verdicts verdicts;
    private final Answer answer;
    private final @Nullable ResponseVerdict[] known;
    private final boolean[] named;
    private final boolean[] indistinct;
    private final @Nullable String[] warnings;
    private boolean lost;
    private int unmatched;

    RecordVerdicts(int records, Verdicts verdicts, Answer answer) {
        this.verdicts = verdicts;
        this.answer = answer;
        this.known = new ResponseVerdict[records];
        this.named = new boolean[records];
        this.indistinct = new boolean[records];
        this.warnings = new String[records];
    }

    void add(Match match) {
        match.indistinct().forEach(record -> indistinct[record] = true);
        for (int at = 0; at < match.elements().size(); at++) {
            ElementVerdict verdict = match.elements().verdict(at);
            int record = match.recordOf()[at];
            if (record == Match.NONE) {
                unmatched++;
                lost |= verdict != ElementVerdict.WARNING;
            } else if (!match.indistinct().contains(record)) {
                add(record, verdict, match.elements().tree(at));
            }
        }
    }

    private void add(int record, ElementVerdict verdict, @Nullable Object element) {
        if (element != null && verdict == ElementVerdict.WARNING) {
            String before = warnings[record];
            String warning = verdicts.warning(element);
            warnings[record] = before == null ? warning : before + " | " + warning;
            return;
        }
        named[record] = true;
        ResponseVerdict before = known[record];
        if (element != null && verdict != ElementVerdict.SILENT && !isFinalFailure(before)) {
            known[record] = verdict == ElementVerdict.SUCCESS
                    ? succeeded(before, element)
                    : failed(before, verdicts.failure(answer, verdict, element));
        }
    }

    private ResponseVerdict succeeded(@Nullable ResponseVerdict before, Object element) {
        if (before == null) {
            return verdicts.success(element);
        }
        return before instanceof ResponseVerdict.Retry retry ? new ResponseVerdict.Settled(retry.outcome()) : before;
    }

    private static ResponseVerdict failed(@Nullable ResponseVerdict before, ResponseVerdict failure) {
        return before instanceof ResponseVerdict.Settled ? new ResponseVerdict.Settled(failure.outcome()) : failure;
    }

    private static boolean isFinalFailure(@Nullable ResponseVerdict verdict) {
        return verdict instanceof ResponseVerdict.Settled settled && settled.outcome() instanceof Outcome.Failure;
    }

    int unmatched() {
        return unmatched;
    }

    /** Whether some element, other than a warning, belongs to a record. */
    boolean namesAny() {
        return contains(named, true);
    }

    /**
     * Whether the settings fit none of the elements: no record has got a verdict by one of them, and that other records
     * have got one by silence can't be believed either.
     */
    boolean fitNothing(ResponseRules.Absent absent) {
        for (ResponseVerdict one : known) {
            if (one != null) {
                return false;
            }
        }
        boolean silenceCounts = absent != ResponseRules.Absent.UNKNOWN && !lost && contains(named, false);
        return !contains(indistinct, true) && !silenceCounts;
    }

    private static boolean contains(boolean[] flags, boolean value) {
        for (boolean flag : flags) {
            if (flag == value) {
                return true;
            }
        }
        return false;
    }

    /** Whether an element tells of some record, and nobody knows of which. */
    boolean hasLost() {
        return lost || contains(indistinct, true);
    }

    /**
     * One verdict for each record.
     *
     * @param absent of a record that no element names
     * @param silent of a record whose element says nothing
     */
    List<ResponseVerdict> all(IntFunction<ResponseVerdict> absent, ResponseVerdict silent) {
        List<ResponseVerdict> all = new ArrayList<>(known.length);
        for (int record = 0; record < known.length; record++) {
            ResponseVerdict verdict = known[record];
            if (indistinct[record]) {
                verdict = verdicts.noVerdict("several records of the batch have the value that the answer names, so it"
                        + " can't tell which of them it means");
            } else if (verdict == null) {
                verdict = named[record] ? silent : absent.apply(record);
            }
            all.add(warned(verdict, warnings[record]));
        }
        return all;
    }

    private static ResponseVerdict warned(ResponseVerdict verdict, @Nullable String warning) {
        if (warning == null || !(verdict.outcome() instanceof Outcome.Success success)) {
            return verdict;
        }
        String all = success.warnings().isEmpty() ? warning : success.warnings() + " | " + warning;
        return new ResponseVerdict.Settled(new Outcome.Success(success.parsed(), all));
    }
}
