package io.drover.connection.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A part of a change of the store; all parts of one change are recorded, or none. */
public sealed interface Change {
    /** Puts a document in place of an earlier one. */
    record Put(Kind kind, String name, ObjectNode document) implements Change {}

    /** Takes a document away, if it is there. */
    record Remove(Kind kind, String name) implements Change {}

    /** Puts a sealed secret, in Base64, in place of an earlier one. */
    record PutSecret(String owner, String field, String sealed, Instant at) implements Change {}

    /** Takes a secret away, if it is there. */
    record RemoveSecret(String owner, String field) implements Change {}

    /** Adds to the timeline. */
    record Note(Event event) implements Change {}
}
