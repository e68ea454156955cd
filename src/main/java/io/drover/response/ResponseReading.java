package io.drover.response;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a connection's answers are read, as configured.
 *
 * @param splitPaths the response split path list, already split at top-level commas, {@code ._} read as {@code .*};
 *     empty: 2xx is success for all
 * @param parsePathMap column name to JSONPath within an element, in the order of the columns
 */
public record ResponseReading(List<String> splitPaths, Correlation correlation, Map<String, String> parsePathMap) {
    public ResponseReading {
        splitPaths = List.copyOf(splitPaths);
        parsePathMap = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parsePathMap));
    }
}
