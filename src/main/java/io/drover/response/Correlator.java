package io.drover.response;

import io.drover.batch.Batch;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the record that each element of an answer belongs to, as the {@code correlate} setting says. */
final class Correlator {
    private static final String CURE =
            "; set correlate to position or to field:REQUEST_FIELD=RESPONSE_PATH if you know how they belong together";

    /** Fields that tell how a record fared; a source column of the same name is another thing. */
    static final Set<String> VERDICT_FIELDS =
            Set.of("success", "status", "ok", "error", "errors", "message", "warnings");

    private static final Pattern IDENTIFIER =
            Pattern.compile("(?i:id|uuid|guid|key|ref|reference|sku|e_?mail.*|.*_(?:id|key|ref|uuid|guid|number|code))"
                    + "|.*[a-z](?:Id|ID|Key|Ref|Uuid|Number|Code)");

    private final Correlation correlation;
    private final PathEngine.Path responsePath;

    Correlator(Correlation correlation, PathEngine engine) {
        this.correlation = correlation;
        this.responsePath = ParsePathMap.compile(responsePath(correlation), engine);
    }

    Match match(Batch batch, Elements elements) {
        if (correlation instanceof Correlation.Field field) {
            RequestFields records = new RequestFields(batch);
            return new ValueMatch(records.column(field.requestField()))
                    .match(
                            elements,
                            elements.column(responsePath),
                            notNamed(field.requestField() + "=" + field.responsePath()));
        }
        if (correlation instanceof Correlation.Position position) {
            return byPosition(batch.size(), elements, position);
        }
        return correlation instanceof Correlation.Auto
                ? automatically(batch, elements)
                : new NamedMatch(correlation, responsePath).match(batch, elements);
    }

    private static String responsePath(Correlation correlation) {
        if (correlation instanceof Correlation.Field field) {
            return field.responsePath();
        }
        if (correlation instanceof Correlation.Named named) {
            return named.responsePath();
        }
        if (correlation instanceof Correlation.Index index) {
            return index.responsePath();
        }
        return correlation instanceof Correlation.Pointer pointer ? pointer.responsePath() : "$";
    }

    // Several lists that are not as long as the batch each hold a part of the records, and which part nobody knows.
    private static Match byPosition(int records, Elements elements, Correlation.Position position) {
        boolean parallel = elements.sameLength() && elements.longest() == records;
        if (elements.lists() > 1 && !parallel) {
            return Match.nothing(
                    elements, "the answer has several lists, so a position in one of them names no record");
        }
        if (position.exact() && !parallel) {
            return Match.nothing(
                    elements,
                    "the answer's list has " + elements.longest() + " elements for " + records
                            + " records, so a position in it names no record");
        }
        return Match.byPosition(elements, records);
    }

    private Match automatically(Batch batch, Elements elements) {
        RequestFields records = new RequestFields(batch);
        List<String> shared = sharedFields(records, elements);
        for (String field : shared) {
            ValueMatch values = new ValueMatch(records.column(field));
            String[] wanted = elements.column(field);
            if (values.distinct() && values.fits(wanted)) {
                return values.match(elements, wanted, notNamed(field));
            }
        }
        String mismatch = elements.size() + " elements for " + batch.size() + " records";
        if (elements.lists() != 1 || elements.size() != batch.size()) {
            String why = shared.isEmpty()
                    ? "no field stands in both"
                    : "field '" + shared.get(0) + "' stands in both, but its values don't name each record once";
            return Match.nothing(
                    elements,
                    "the answer's elements can't be matched to the records (" + mismatch + "): " + why + CURE);
        }
        for (String field : shared) {
            if (objects(field, records.column(field), elements.column(field))) {
                return Match.nothing(
                        elements,
                        "the answer's elements can't be matched to the records (" + mismatch + "): field '" + field
                                + "' stands in both, but with other values" + CURE);
            }
        }
        return Match.byPosition(elements, batch.size());
    }

    private static List<String> sharedFields(RequestFields records, Elements elements) {
        Set<Object> fields = elements.fields();
        if (fields.isEmpty()) {
            return List.of();
        }
        return records.names().stream()
                .filter(name -> !VERDICT_FIELDS.contains(name) && fields.contains(name))
                .distinct()
                .sorted(Comparator.comparingInt(Correlator::rank))
                .toList();
    }

    /** Identifiers come first, {@code id} before all. */
    static int rank(String field) {
        return field.equalsIgnoreCase("id") ? 0 : IDENTIFIER.matcher(field).matches() ? 1 : 2;
    }

    /**
     * Whether a shared field speaks against matching by position: an identifier that differs from its record's, or a
     * value that belongs to some record, but not to all those at the same position. Catches answers that name a record
     * twice, an unknown one, or those of another request.
     */
    private static boolean objects(String field, String[] records, String[] elements) {
        ValueMatch values = new ValueMatch(records);
        boolean identifier = IDENTIFIER.matcher(field).matches();
        if (!identifier && !values.distinct()) {
            return false;
        }
        boolean differs = false;
        boolean known = false;
        for (int at = 0; at < elements.length; at++) {
            if (!elements[at].isEmpty() && !records[at].isEmpty()) {
                differs |= !elements[at].equals(records[at]);
                known |= values.knows(elements[at]);
            }
        }
        return differs && (identifier || known);
    }

    private static String notNamed(String field) {
        return "the answer does not name this record (matched by " + field + ")";
    }
}
