package io.drover.app;

import io.drover.connection.Connection;
import io.drover.response.PathEngine;
import io.drover.response.ResponseReading;
import io.drover.response.ResponseSplit;
import io.drover.response.RulesProblems.RulesProblem;
import io.drover.route.CamelJsonPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;

/** Compiles every path that answers are read with, so that a wrong one is told at the start. */
final class ResponseCheck {
    private ResponseCheck() {}

    /** The engine of paths, with a context of its own, made when a path is the first that needs one. */
    static PathEngine engine() {
        return expression -> new CamelJsonPath(new DefaultCamelContext()).compile(expression);
    }

    static List<String> problems(Collection<Connection> connections) {
        List<String> problems = new ArrayList<>();
        for (Connection connection : connections) {
            ResponseReading reading = connection.response();
            reading.rules().stream()
                    .flatMap(rules -> rules.problems(engine()).stream())
                    .map(RulesProblem::toString)
                    .forEach(problems::add);
            if (problems.isEmpty()) {
                try {
                    new ResponseSplit(reading, engine());
                } catch (IllegalArgumentException e) {
                    problems.add("connection " + connection.name() + ": " + e.getMessage()
                            + " (response-split-path, correlate or parse-path-map)");
                }
            }
        }
        return problems;
    }
}
