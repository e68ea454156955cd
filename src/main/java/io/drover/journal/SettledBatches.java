package io.drover.journal;

import io.drover.batch.BatchId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Which batches of a run are settled. Numbers are kept as ranges and two settled halves become their parent, so
 * memory and text stay small however many batches there are: they grow only with what is still missing in between.
 * Not thread-safe.
 */
public final class SettledBatches {
    /** First number of a range of whole batches to its last. */
    private final TreeMap<Integer, Integer> whole = new TreeMap<>();
    /** Names of halves whose sibling is not settled yet. */
    private final Set<String> halves = new HashSet<>();

    /**
     * Adds a batch that was settled as a whole or as a half.
     *
     * @throws IllegalStateException when it was settled before, which must never happen
     */
    public void add(BatchId batch) {
        if (contains(batch)) {
            throw new IllegalStateException("batch " + batch + " is settled already; a batch is settled once");
        }
        add(batch.name());
    }

    private void add(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            int number = Integer.parseInt(name);
            addRange(number, number);
            return;
        }
        String sibling = name.substring(0, dot) + (name.endsWith(".1") ? ".2" : ".1");
        if (halves.remove(sibling)) {
            add(name.substring(0, dot));
        } else {
            halves.add(name);
        }
    }

    private void addRange(int from, int to) {
        int first = from;
        int last = to;
        Map.Entry<Integer, Integer> before = whole.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        Integer after = whole.remove(to + 1);
        if (after != null) {
            last = after;
        }
        whole.put(first, last);
    }

    /** Whether the batch is settled, itself or as part of a settled one it was cut from. */
    public boolean contains(BatchId batch) {
        Map.Entry<Integer, Integer> range = whole.floorEntry(batch.number());
        if (range != null && range.getValue() >= batch.number()) {
            return true;
        }
        String name = halves.isEmpty() ? "" : batch.name();
        while (!name.isEmpty()) {
            if (halves.contains(name)) {
                return true;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return false;
    }

    /** Whether the batch is not settled itself, but some halves cut from it are: it has to be halved again. */
    public boolean containsPartOf(BatchId batch) {
        return !contains(batch) && halves.stream().anyMatch(half -> half.startsWith(batch.name() + "."));
    }

    /** The batches as text, e.g. {@code 1-64,66,68.1}; {@link #parse} reads it. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        whole.forEach((first, last) -> text.add(first.equals(last) ? first.toString() : first + "-" + last));
        halves.stream().sorted().forEach(text::add);
        return text.toString();
    }

    /** Reads what {@link #toString} wrote. */
    public static SettledBatches parse(String text) {
        SettledBatches settled = new SettledBatches();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int dash = part.indexOf('-');
            if (dash > 0) {
                settled.addRange(Integer.parseInt(part.substring(0, dash)), Integer.parseInt(part.substring(dash + 1)));
            } else {
                settled.add(part);
            }
        }
        return settled;
    }
}
