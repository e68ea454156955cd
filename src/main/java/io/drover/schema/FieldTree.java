package io.drover.schema;

import io.drover.schema.FieldPath.Each;
import io.drover.schema.FieldPath.Element;
import io.drover.schema.FieldPath.Member;
import io.drover.schema.FieldPath.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where fields stand in each other: an object of members, an array, or a field itself. */
final class FieldTree {
    private final Map<Step, FieldTree> inside = new LinkedHashMap<>();
    private @Nullable Field field;
    private String firstName = "";

    /**
     * Puts a field in its place.
     *
     * @throws IllegalArgumentException when another field has that place, or one that excludes it
     */
    void add(Field added) {
        FieldTree at = this;
        for (Step step : added.path().steps()) {
            at.enter(step, added.name());
            at = at.inside.computeIfAbsent(step, none -> new FieldTree());
            if (at.firstName.isEmpty()) {
                at.firstName = added.name();
            }
        }
        if (at.field != null) {
            throw new IllegalArgumentException("stands twice");
        }
        if (!at.inside.isEmpty()) {
            throw contradiction("a value", "an object or array", at.firstName);
        }
        at.field = added;
    }

    private void enter(Step step, String name) {
        if (field != null) {
            throw contradiction("an object or array", "a value", field.name());
        }
        if (step instanceof Element element && element.index() > inside.size()) {
            throw new IllegalArgumentException("leaves out the elements from " + inside.size() + " to "
                    + (element.index() - 1) + ": elements are numbered from 0, without gaps and in order");
        }
        if (inside.isEmpty()) {
            return;
        }
        Step first = inside.keySet().iterator().next();
        if (first instanceof Each != step instanceof Each || first instanceof Member != step instanceof Member) {
            throw contradiction(kind(step), kind(first), firstName.isEmpty() ? name : firstName);
        }
    }

    private static IllegalArgumentException contradiction(String one, String other, String name) {
        return new IllegalArgumentException("makes " + one + " of what '" + name + "' makes " + other);
    }

    private static String kind(Step step) {
        if (step instanceof Each) {
            return "a sub-array with an element for each record";
        }
        return step instanceof Element ? "an array with numbered elements" : "an object";
    }

    Optional<Field> field() {
        return Optional.ofNullable(field);
    }

    /** The name of a field in it, for messages about all of them. */
    String place() {
        return firstName;
    }

    /** Whether nothing of it may stand in an object. */
    boolean mayBeLeftOut() {
        return field == null
                ? inside.values().stream().allMatch(FieldTree::mayBeLeftOut)
                : !(field.source() instanceof ValueSource.Constant)
                        && field.whenEmpty().equals(Emptiness.OMITTED);
    }

    Map<Step, FieldTree> inside() {
        return inside;
    }
}
