package io.drover.response;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds each element's record by a value that both carry. */
final class ValueMatch {
    private final int size;
    private final Map<String, Integer> firstRecord;
    private final Map<String, List<Integer>> sharedBy = new HashMap<>();

    /** Learns the records' values; an empty string is no value. */
    ValueMatch(String[] records) {
        size = records.length;
        firstRecord = new HashMap<>(records.length * 2);
        for (int at = 0; at < records.length; at++) {
            if (!records[at].isEmpty()) {
                Integer first = firstRecord.putIfAbsent(records[at], at);
                if (first != null) {
                    sharedBy.computeIfAbsent(records[at], value -> new ArrayList<>(List.of(first)))
                            .add(at);
                }
            }
        }
    }

    boolean distinct() {
        return sharedBy.isEmpty();
    }

    boolean knows(String value) {
        return firstRecord.containsKey(value);
    }

    /** Whether all the elements' values are different and are values of records. Asked of distinct records only. */
    boolean fits(String[] elements) {
        boolean[] seen = new boolean[size];
        for (String value : elements) {
            Integer record = firstRecord.get(value);
            if (record == null || seen[record]) {
                return false;
            }
            seen[record] = true;
        }
        return true;
    }

    Match match(Elements elements, String[] values, String silence) {
        int[] recordOf = new int[values.length];
        Map<String, List<Integer>> crowded = new HashMap<>();
        for (int at = 0; at < values.length; at++) {
            recordOf[at] = firstRecord.getOrDefault(values[at], Match.NONE);
            if (sharedBy.containsKey(values[at])) {
                crowded.computeIfAbsent(values[at], value -> new ArrayList<>()).add(at);
            }
        }
        Set<Integer> indistinct = new HashSet<>();
        crowded.forEach((value, crowd) -> {
            List<Integer> records = sharedBy.getOrDefault(value, List.of());
            if (!share(elements, crowd, records, recordOf)) {
                indistinct.addAll(records);
            }
        });
        return new Match(elements, recordOf, indistinct, silence);
    }

    /** Records with the same value can only be told apart when the answer says the same of every one of them. */
    private static boolean share(Elements elements, List<Integer> crowd, List<Integer> records, int[] recordOf) {
        Collection<ElementVerdict> verdicts = new HashSet<>();
        crowd.forEach(element -> verdicts.add(elements.verdict(element)));
        if (verdicts.size() > 1 || crowd.size() < records.size()) {
            return false;
        }
        for (int at = 0; at < crowd.size(); at++) {
            recordOf[crowd.get(at)] = records.get(Math.min(at, records.size() - 1));
        }
        return true;
    }
}
