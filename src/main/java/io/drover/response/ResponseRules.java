package io.drover.response;

import io.drover.batch.OutcomeColumns;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that is known of one kind of API's answers. A rules file says it in full; the response split path list,
 * {@code correlate} and the parse path map are its short form.
 *
 * @param requests what an answer says of the request as a whole; the first that holds
 * @param expect what an answer must be like to be read at all
 * @param absent what it means that an answer which could be read does not mention a record
 * @param parse column of the result files to the paths within an element, the first that finds something
 * @param retry which failed elements are worth another attempt
 * @param warnings paths within an element
 */
record ResponseRules(
        List<RequestRule> requests,
        Optional<Condition> expect,
        List<ListRule> lists,
        Absent absent,
        Map<String, List<String>> parse,
        List<RetryRule> retry,
        List<Counter> counters,
        List<String> warnings,
        List<Hint> hints) {
    ResponseRules {
        requests = List.copyOf(requests);
        lists = List.copyOf(lists);
        parse = Collections.unmodifiableMap(new LinkedHashMap<>(parse));
        retry = List.copyOf(retry);
        counters = List.copyOf(counters);
        warnings = List.copyOf(warnings);
        hints = List.copyOf(hints);
    }

    /** What a record that no element mentions became of. */
    enum Absent {
        SUCCESS,
        ERROR,
        UNPROCESSED,
        UNKNOWN
    }

    /**
     * What an answer says of the whole request.
     *
     * @param delay a duration, or where the answer holds one; empty: none
     */
    record RequestRule(Condition when, RequestVerdict.Kind verdict, String delay) {}

    /**
     * Which failed elements are sent again.
     *
     * @param delay a duration, or where the element holds one; empty: none
     */
    record RetryRule(Condition when, String delay) {}

    /**
     * A number in the answer that must be the number of records, elements or elements of a role.
     *
     * @param paths where the parts of the sum are; a counter that the answer lacks is not looked at
     */
    record Counter(List<String> paths, Counted counts) {
        Counter {
            paths = List.copyOf(paths);
        }
    }

    /** What a counter counts. */
    enum Counted {
        RECORDS,
        ELEMENTS,
        SUCCESS,
        ERROR,
        WARNING,
        SKIPPED,
        UNPROCESSED,
        /** Error, skipped and unprocessed together. */
        FAILED
    }

    /**
     * What a failure means and what to do about it.
     *
     * @param code the code it is for; empty: any
     * @param message a regular expression for the message it is for, found anywhere in it; empty: any
     */
    record Hint(String code, String message, String text) {}

    /** The rules that the short form stands for. */
    static ResponseRules of(ResponseReading reading) {
        List<String> paths = reading.splitPaths();
        List<SplitRole> roles = SplitRole.of(paths);
        List<ListRule> lists = IntStream.range(0, paths.size())
                .mapToObj(at -> new ListRule(
                        paths.get(at), roles.get(at), "", ListRule.Decoding.NONE, List.of(), reading.correlation()))
                .toList();
        return new ResponseRules(
                List.of(),
                Optional.empty(),
                lists,
                Absent.UNKNOWN,
                single(reading.parsePathMap()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same rules with further columns, or other paths for the same columns. */
    ResponseRules with(Map<String, String> columns) {
        Map<String, List<String>> all = new LinkedHashMap<>(parse);
        all.putAll(single(columns));
        return new ResponseRules(requests, expect, lists, absent, all, retry, counters, warnings, hints);
    }

    private static Map<String, List<String>> single(Map<String, String> paths) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        paths.forEach((column, path) -> lists.put(column, List.of(path)));
        return lists;
    }

    /** What the outcomes of such answers hold. */
    OutcomeColumns columns() {
        boolean warned = !warnings.isEmpty()
                || lists.stream()
                        .anyMatch(list -> list.role() == SplitRole.WARNING
                                || list.elements().stream().anyMatch(one -> one.role() == SplitRole.WARNING));
        return new OutcomeColumns(List.copyOf(parse.keySet()), warned, !hints.isEmpty());
    }
}
