package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Batch;
import io.drover.connection.Connection;
import io.drover.response.ResponseReading;
import io.drover.response.ResponseSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes, of what somebody is typing, what runs would work with; nothing of it is kept. */
public interface Drafting {
    /**
     * A connection as it would be.
     *
     * @param base the connection whose other fields and secrets it has
     * @param fields in snake case, as text
     * @throws Refusal naming the fields that are not as they must be
     */
    Connection connection(Optional<String> base, Map<String, String> fields);

    /**
     * What a check finds out about a connection as it would be; nothing is recorded.
     *
     * @throws Refusal as {@link #connection}, also for where connections of the API may not lead
     */
    Checked check(Optional<String> base, Map<String, String> fields);

    /**
     * What was found out.
     *
     * @param failure what is wrong, for people; empty when all is well
     * @param json the report
     */
    record Checked(Optional<String> failure, ObjectNode json) {}

    /** A batch of these JSON objects. */
    Batch batch(List<String> records);

    /**
     * What reads answers so.
     *
     * @throws Refusal when a path can't be read
     */
    ResponseSplit split(ResponseReading reading);
}
