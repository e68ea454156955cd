package io.drover.schema;

import io.drover.schema.FieldPath.Member;
import io.drover.schema.FieldPath.Step;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of fields for what a sample calls its columns and members. */
final class InferredNames {
    private final boolean columns;
    private final Set<String> used = new HashSet<>();

    /** @param columns of a CSV source, which has no paths */
    InferredNames(boolean columns) {
        this.columns = columns;
    }

    /** The field of a column or member; its name reads as that path and no other. */
    InferredField name(FieldPath path, Guess guess) {
        String plain = path.steps().stream().map(InferredNames::own).collect(Collectors.joining("."));
        String name = written(path);
        boolean free = reads(name, path);
        String known = free ? name : replaced(plain);
        used.add(known);
        return guess.field(known, columns && !known.equals(plain) ? plain : "");
    }

    private static String own(Step step) {
        return ((Member) step).name();
    }

    private static boolean reads(String name, FieldPath as) {
        try {
            return FieldPath.parse(name).equals(as);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String written(FieldPath path) {
        StringBuilder name = new StringBuilder();
        for (Step step : path.steps()) {
            String own = own(step);
            if (own.chars().noneMatch(each -> ".[]'\"".indexOf(each) >= 0)) {
                name.append(name.isEmpty() ? "" : ".").append(own);
            } else {
                char quote = own.contains("'") ? '"' : '\'';
                name.append('[').append(quote).append(own).append(quote).append(']');
            }
        }
        return name.toString();
    }

    /** A name for what can't be written as one. */
    private String replaced(String plain) {
        StringBuilder name = new StringBuilder(plain.replaceAll("[\\[\\].'\"\\\\]", "_"));
        while (used.contains(name.toString())) {
            name.append('_');
        }
        return name.toString();
    }
}
