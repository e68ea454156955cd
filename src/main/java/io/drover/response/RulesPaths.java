package io.drover.response;

import java.util.Optional;

/** Reads what a rules file says in expressions: paths, conditions, delays. */
final class RulesPaths {
    private final PathEngine engine;

    /** Checks with the engine, or without one only what can be seen at once. */
    RulesPaths(Optional<PathEngine> engine) {
        this.engine = engine.orElse(expression -> tree -> java.util.List.of());
    }

    Optional<String> path(RulesNode node) {
        return node.parsed(text -> {
            checkPath(text);
            return text;
        });
    }

    Optional<Condition> condition(RulesNode node) {
        return node.parsed(text -> {
            checkExpression(text);
            Condition condition = Condition.parse(text);
            checkCompiled(condition.compile(engine));
            return condition;
        });
    }

    Optional<String> delay(RulesNode node) {
        return node.parsed(text -> {
            checkExpression(text);
            checkCompiled(Delay.compile(text, engine));
            return text;
        });
    }

    private void checkPath(String text) {
        checkExpression(text);
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("a JSONPath must start with $, e.g. $.errors, but was '" + text + "'");
        }
        // The star of a list's path is ours; the rest is the engine's.
        checkCompiled(ParsePathMap.compile(text, engine));
    }

    private static void checkCompiled(Object compiled) {
        java.util.Objects.requireNonNull(compiled);
    }

    /** Camel would resolve these; nothing that comes near a route may hold them. */
    private static void checkExpression(String text) {
        if (text.contains("{{") || text.contains("${")) {
            throw new IllegalArgumentException("it must be without {{ and ${, but was '" + text + "'");
        }
    }
}
