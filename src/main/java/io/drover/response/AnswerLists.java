package io.drover.response;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lists of the rules, compiled: what the elements of an answer, and its silence, say of each record. */
final class AnswerLists {
    private static final String NOT_NAMED = "the answer does not name this record";

    private final ResponseRules rules;
    private final Verdicts verdicts;
    private final List<Group> groups;
    private final List<CounterCheck> counters;
    private final String paths;

    AnswerLists(ResponseRules rules, Verdicts verdicts, PathEngine engine) {
        this.rules = rules;
        this.verdicts = verdicts;
        Map<Correlation, List<ListReader>> lists = new LinkedHashMap<>();
        rules.lists()
                .forEach(list -> lists.computeIfAbsent(list.correlation(), key -> new ArrayList<>())
                        .add(new ListReader(list, engine)));
        this.groups = lists.entrySet().stream()
                .map(group -> new Group(group.getValue(), new Correlator(group.getKey(), engine)))
                .toList();
        this.counters = rules.counters().stream()
                .map(counter -> new CounterCheck(counter, engine))
                .toList();
        this.paths = rules.lists().stream().map(ListRule::path).collect(Collectors.joining(", "));
    }

    /** Lists whose elements find their records in the same way. */
    private record Group(List<ListReader> lists, Correlator correlator) {}

    /** The elements of a group in one answer. */
    private record Found(Correlator correlator, Elements elements) {}

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Where answers name records. */
    String paths() {
        return paths;
    }

    Reading read(Batch batch, Answer answer, Object tree) {
        List<Found> found = new ArrayList<>(groups.size());
        int size = 0;
        for (Group group : groups) {
            Elements elements = new Elements(group.lists(), answer, tree);
            size += elements.size();
            found.add(new Found(group.correlator(), elements));
        }
        Optional<String> mismatch = mismatch(tree, batch.size(), found);
        if (mismatch.isPresent()) {
            return new Reading(
                    Collections.nCopies(batch.size(), verdicts.noVerdict(mismatch.get())), 0, mismatch.get());
        }
        if (batch.isEmpty()) {
            return new Reading(List.of(), size, "");
        }
        return size == 0 && !isSilenceBelieved(tree) ? wordless(batch, tree) : matched(batch, answer, found, size);
    }

    private Optional<String> mismatch(Object tree, int records, List<Found> found) {
        List<Elements> elements = found.stream().map(Found::elements).toList();
        for (CounterCheck counter : counters) {
            Optional<String> problem = counter.problem(tree, records, elements);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** Any JSON lacks the lists; one that is known to be an answer, or holds one of them empty, says so by silence. */
    private boolean isSilenceBelieved(Object tree) {
        return rules.absent() != ResponseRules.Absent.UNKNOWN
                && (rules.expect().isPresent()
                        || groups.stream()
                                .flatMap(group -> group.lists().stream())
                                .anyMatch(list -> list.isIn(tree)));
    }

    private Reading wordless(Batch batch, Object tree) {
        String problem = "the answer has nothing at " + paths;
        String words = verdicts.message(tree);
        String message = problem + (words.isEmpty() ? "" : "; it says: " + words);
        return Reading.unreadable(batch.size(), verdicts.failure(ErrorClass.NO_VERDICT, message, tree), problem);
    }

    private Reading matched(Batch batch, Answer answer, List<Found> found, int size) {
        RecordVerdicts records = new RecordVerdicts(batch.size(), verdicts, answer);
        String silence = NOT_NAMED;
        int matches = 0;
        for (Found one : found) {
            if (one.elements().size() > 0) {
                Match match = one.correlator().match(batch, one.elements());
                records.add(match);
                silence = matches++ == 0 ? match.silence() : NOT_NAMED;
            }
        }
        ResponseVerdict silent =
                verdicts.noVerdict("the answer's element for this record says neither success nor error, at " + paths);
        if (records.fitNothing(rules.absent())) {
            ResponseVerdict unnamed = verdicts.noVerdict(silence + ", at " + paths);
            String problem = "none of the " + size + " elements at " + paths + " tells of a record of the batch: "
                    + (records.namesAny() ? "what they say is neither success nor error" : silence);
            return new Reading(records.all(record -> unnamed, silent), records.unmatched(), problem, true);
        }
        ResponseVerdict absent = absent(records, silence + ", at " + paths);
        return new Reading(records.all(record -> absent, silent), records.unmatched(), "");
    }

    /** As long as a part of the answer has no record, silence about a record proves nothing. */
    private ResponseVerdict absent(RecordVerdicts records, String silence) {
        boolean proven = rules.absent() != ResponseRules.Absent.SUCCESS || !records.hasLost();
        return proven
                ? verdicts.absent(rules.absent(), silence)
                : verdicts.noVerdict(
                        "the answer tells of a record that was not sent or is not clear, so its silence about this one proves nothing, at "
                                + paths);
    }

    /** For each record of the batch, the elements as JSON that were found to belong to it. */
    List<List<String>> elements(Batch batch, Answer answer) {
        AnswerElements elements = new AnswerElements(batch);
        for (Group group : answer.json().isPresent() && !batch.isEmpty() ? groups : List.<Group>of()) {
            Elements found = new Elements(group.lists(), answer, answer.json().get());
            if (found.size() > 0) {
                elements.add(group.correlator().match(batch, found));
            }
        }
        return elements.all();
    }
}
