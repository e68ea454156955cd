package io.drover.route;

import com.jayway.jsonpath.Option;
import io.drover.response.PathEngine;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.jsonpath.JsonPathEngine;
import org.apache.camel.jsonpath.JsonPathLanguage;
import org.apache.camel.support.DefaultExchange;

/** JSONPaths evaluated by camel-jsonpath, on a tree that has been parsed already. Thread-safe. */
public final class CamelJsonPath implements PathEngine {
    private static final Option[] OPTIONS = {Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS};

    private final CamelContext context;

    /**
     * Evaluates under the context's name.
     *
     * @param context need not be started: it only stands behind the exchanges that carry a tree to the engine
     */
    public CamelJsonPath(CamelContext context) {
        this.context = context;
    }

    @Override
    public Path compile(String expression) {
        try {
            new JsonPathLanguage().validateExpression(expression);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is not a JSONPath: " + e.getMessage() + "; expected e.g. $.result.data.*", e);
        }
        // No simple expressions inside: what ${...} finds would come from an answer's exchange.
        JsonPathEngine engine = new JsonPathEngine(expression, null, false, true, false, OPTIONS, null);
        return tree -> read(engine, expression, tree);
    }

    @SuppressWarnings("unchecked")
    private List<Object> read(JsonPathEngine engine, String expression, Object tree) {
        if (!(tree instanceof Map) && !(tree instanceof List)) {
            return List.of(); // the engine would parse a string as a JSON text
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(tree);
        try {
            return engine.read(exchange) instanceof List<?> found ? (List<Object>) found : List.of();
        } catch (Exception e) {
            throw new IllegalStateException("JSONPath '" + expression + "' could not be evaluated", e);
        } catch (StackOverflowError e) {
            // By a regular expression in a filter, on words that it goes into too deep. It is this answer's mishap
            // alone,
            // and its thousand frames say nothing.
            throw new IllegalStateException("JSONPath '" + expression
                    + "' goes too deep for what the answer says; use 'matches' in a condition,"
                    + " which looks at a limited text, or a simpler regular expression");
        }
    }
}
