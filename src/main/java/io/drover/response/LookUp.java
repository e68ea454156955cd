package io.drover.response;

import java.util.Optional;

/**
 * The question whether a record, or a whole batch, is there, as configured.
 *
 * @param path below the base URL; {@code $attribute} is taken from the record, {@code $idempotency_key} is the batch's key
 * @param there holds for an answer that proves it
 * @param notThere holds for an answer that proves the contrary
 * @param record where in an answer that proves it the record stands, for the columns of the success file; empty: it is
 *     the whole answer
 */
public record LookUp(String path, Condition there, Condition notThere, String record) {
    /** What stands in a path for the batch's key. */
    public static final String KEY = "idempotency_key";

    /** What an answer proves. */
    public enum Presence {
        THERE,
        NOT_THERE,
        UNCLEAR
    }

    /** This question's conditions, compiled. */
    public Rules compile(PathEngine engine) {
        return new Rules(
                there.compile(engine),
                notThere.compile(engine),
                record.isEmpty() ? Optional.empty() : Optional.of(ParsePathMap.compile(record, engine)));
    }

    /** Reads answers. Thread-safe. */
    public static final class Rules {
        private final Condition.Test there;
        private final Condition.Test notThere;
        private final Optional<PathEngine.Path> record;

        private Rules(Condition.Test there, Condition.Test notThere, Optional<PathEngine.Path> record) {
            this.there = there;
            this.notThere = notThere;
            this.record = record;
        }

        /** An answer that proves both or neither proves nothing. */
        public Presence of(Answer answer) {
            Object tree = answer.json().orElse(null);
            boolean yes = there.holds(answer, tree);
            boolean no = notThere.holds(answer, tree);
            if (yes == no) {
                return Presence.UNCLEAR;
            }
            return yes ? Presence.THERE : Presence.NOT_THERE;
        }

        /** The record in an answer that proves it; empty where it isn't shown. */
        public Optional<Object> record(Answer answer) {
            return answer.json()
                    .flatMap(tree -> record.isEmpty()
                            ? Optional.of(tree)
                            : record.get().read(tree).stream().findFirst());
        }
    }
}
