package io.drover.response;

import java.util.List;
import java.util.Optional;

/** The request rules, compiled: what an answer says of the request as a whole. */
final class RequestRules {
    private final List<Rule> rules;

    RequestRules(List<ResponseRules.RequestRule> rules, PathEngine engine) {
        this.rules = rules.stream()
                .map(rule -> new Rule(rule, rule.when().compile(engine), Delay.compile(rule.delay(), engine)))
                .toList();
    }

    private record Rule(ResponseRules.RequestRule source, Condition.Test when, Delay delay) {}

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The verdict of the first rule that holds. */
    Optional<RequestVerdict> judge(Answer answer) {
        for (Rule rule : rules) {
            if (rule.when().holds(answer, answer.json().orElse(null))) {
                String reason = "HTTP " + answer.status() + ", by the rule "
                        + rule.source().when();
                return Optional.of(new RequestVerdict(
                        rule.source().verdict(),
                        rule.delay().of(answer, answer.json().orElse(null)),
                        reason));
            }
        }
        return Optional.empty();
    }
}
