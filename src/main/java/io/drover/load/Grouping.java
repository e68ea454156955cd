package io.drover.load;

import java.util.List;

/**
 * Which records become one JSON object, and in which order they stand in it.
 *
 * @param groupBy columns (JSON sources: fields) whose equal values make a group; none: each record is a group of its own
 * @param sortHeaders columns that order the records within a group; none: the order of the source
 */
public record Grouping(List<String> groupBy, List<String> sortHeaders) {
    public static final Grouping NONE = new Grouping(List.of(), List.of());

    public Grouping {
        groupBy = List.copyOf(groupBy);
        sortHeaders = List.copyOf(sortHeaders);
    }
}
