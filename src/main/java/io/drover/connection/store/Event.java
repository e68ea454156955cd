package io.drover.connection.store;

import java.time.Instant;

/**
 * Something that somebody did, for the timeline.
 *
 * @param id grows with each event; 0 before it is recorded
 * @param actor the user's name; {@code drover} for what it does by itself
 * @param kind what it was done to: connection, load, run, user, secrets
 * @param subject the name of that
 * @param what one word, like created
 * @param detail a sentence for people, or empty; never a secret
 */
public record Event(long id, Instant at, String actor, String kind, String subject, String what, String detail) {
    /** An event that is about to be recorded. */
    public static Event now(Instant at, String actor, String what, Subject subject, String detail) {
        return new Event(0, at, actor, subject.kind(), subject.name(), what, detail);
    }

    /** What something was done to. */
    public record Subject(String kind, String name) {}
}
