package io.drover.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A text of a connection with {@code $attribute} in it. An attribute's name is ASCII letters, digits and underscores,
 * as many as follow; a {@code $} before anything else stands for itself. There is no other syntax: nothing in braces,
 * no expressions, and what an attribute holds is never read as a template again.
 */
final class Template {
    /** Literals at even positions, attribute names at odd ones. */
    private final List<String> parts;

    private Template(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template of(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (text.charAt(at) == '$') {
                while (end < text.length() && isNamePart(text.charAt(end))) {
                    end++;
                }
            }
            if (end > at + 1) {
                parts.add(literal.toString());
                parts.add(text.substring(at + 1, end));
                literal.setLength(0);
            } else {
                literal.append(text.charAt(at));
            }
            at = end;
        }
        parts.add(literal.toString());
        return new Template(parts);
    }

    private static boolean isNamePart(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    /** The same with a value, encoded for its place, instead of one attribute. */
    Template with(String attribute, String value) {
        List<String> filled = new ArrayList<>();
        filled.add(parts.get(0));
        for (int i = 1; i < parts.size(); i += 2) {
            if (parts.get(i).equals(attribute)) {
                int last = filled.size() - 1;
                filled.set(last, filled.get(last) + value + parts.get(i + 1));
            } else {
                filled.add(parts.get(i));
                filled.add(parts.get(i + 1));
            }
        }
        return new Template(filled);
    }

    /** The text, if no attribute is left in it. */
    Optional<String> constant() {
        return parts.size() == 1 ? Optional.of(parts.get(0)) : Optional.empty();
    }

    Set<String> attributes() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < parts.size(); i += 2) {
            names.add(parts.get(i));
        }
        return names;
    }

    /**
     * @param values of every one of {@link #attributes()}
     * @param encoding of each value for the place it stands in
     */
    String fill(Map<String, String> values, UnaryOperator<String> encoding) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            text.append(i % 2 == 0 ? part : encoding.apply(values.getOrDefault(part, "")));
        }
        return text.toString();
    }
}
