package io.drover.proof.check;

import io.drover.proof.oracle.Entry;
import io.drover.proof.oracle.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the oracle has said of each record, whenever. */
final class Said {
    private final Marks loaded = new Marks();
    private final Marks failed = new Marks();
    private final Map<Kind, Marks> answers = new EnumMap<>(Kind.class);

    Said(List<Entry> entries) {
        for (Kind kind : Kind.values()) {
            answers.put(kind, new Marks());
        }
        for (Entry entry : entries) {
            loaded.add(entry.loaded());
            failed.add(entry.failed());
            with(entry.fault().kind()).add(entry.ids());
        }
    }

    private Marks with(Kind kind) {
        return answers.getOrDefault(kind, failed);
    }

    boolean loaded(long id) {
        return loaded.contains(id);
    }

    boolean failed(long id) {
        return failed.contains(id);
    }

    boolean answered(long id, Kind kind) {
        return with(kind).contains(id);
    }
}
