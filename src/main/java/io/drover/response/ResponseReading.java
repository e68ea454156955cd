package io.drover.response;

import io.drover.batch.OutcomeColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a connection's answers are read, as configured.
 *
 * @param splitPaths the response split path list, already split at top-level commas, {@code ._} read as {@code .*};
 *     empty: 2xx is success for all
 * @param parsePathMap column name to JSONPath within an element, in the order of the columns
 * @param rules a rules file, which then takes the place of split paths and correlation; the parse path map adds to its
 *     columns
 * @param followUp what is asked after a request
 */
public record ResponseReading(
        List<String> splitPaths,
        Correlation correlation,
        Map<String, String> parsePathMap,
        Optional<RulesText> rules,
        FollowUp followUp) {
    public ResponseReading {
        splitPaths = List.copyOf(splitPaths);
        parsePathMap = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parsePathMap));
    }

    /** The same reading where nothing is asked afterwards. */
    public ResponseReading(
            List<String> splitPaths,
            Correlation correlation,
            Map<String, String> parsePathMap,
            Optional<RulesText> rules) {
        this(splitPaths, correlation, parsePathMap, rules, FollowUp.NOTHING);
    }

    /** The short form. */
    public ResponseReading(List<String> splitPaths, Correlation correlation, Map<String, String> parsePathMap) {
        this(splitPaths, correlation, parsePathMap, Optional.empty());
    }

    /** A rules file alone. */
    public static ResponseReading of(RulesText rules) {
        return new ResponseReading(List.of(), new Correlation.Auto(), Map.of(), Optional.of(rules));
    }

    /** What outcomes of such answers hold, and so which columns result files have. */
    public OutcomeColumns columns() {
        return toRules().columns();
    }

    /** The one model behind both forms. */
    ResponseRules toRules() {
        return rules.map(text -> text.read().with(parsePathMap)).orElseGet(() -> ResponseRules.of(this));
    }
}
