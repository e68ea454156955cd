package io.drover.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code lists} of a rules file. */
final class ListRulesReader {
    private static final Set<String> KEYS = Set.of("path", "role", "unwrap", "decode", "elements", "correlate");

    private final RulesPaths paths;
    private final Correlation correlation;

    /**
     * A reader of lists.
     *
     * @param correlation of lists that say nothing of their own
     */
    ListRulesReader(RulesPaths paths, Correlation correlation) {
        this.paths = paths;
        this.correlation = correlation;
    }

    List<ListRule> read(List<RulesNode> nodes) {
        List<ListRule> lists = new ArrayList<>();
        for (RulesNode node : nodes) {
            Map<String, RulesNode> members = node.members(KEYS);
            Optional<String> path = RulesReader.required(node, members, "path").flatMap(paths::path);
            Optional<SplitRole> role = RulesReader.required(node, members, "role")
                    .flatMap(word -> RulesReader.word(word, SplitRole.class));
            ListRule.Decoding decoding = Optional.ofNullable(members.get("decode"))
                    .flatMap(word -> RulesReader.word(word, ListRule.Decoding.class))
                    .orElse(ListRule.Decoding.NONE);
            Correlation own = Optional.ofNullable(members.get("correlate"))
                    .flatMap(one -> new CorrelationReader(paths).read(one))
                    .orElse(correlation);
            List<ListRule.ElementCase> cases = cases(members);
            if (path.isPresent() && role.isPresent()) {
                lists.add(new ListRule(path.get(), role.get(), unwrap(members), decoding, cases, own));
            }
        }
        return lists;
    }

    private static String unwrap(Map<String, RulesNode> members) {
        return Optional.ofNullable(members.get("unwrap")).map(RulesNode::text).orElse("");
    }

    private List<ListRule.ElementCase> cases(Map<String, RulesNode> list) {
        List<ListRule.ElementCase> cases = new ArrayList<>();
        RulesNode elements = list.get("elements");
        List<RulesNode> nodes = elements == null ? List.of() : elements.items();
        for (int at = 0; at < nodes.size(); at++) {
            RulesNode node = nodes.get(at);
            Map<String, RulesNode> members = node.members(Set.of("when", "role"));
            if (!members.containsKey("when") && at < nodes.size() - 1) {
                node.refuse("must have when, because only the last case is for all that are left");
            }
            Optional<Condition> when = Optional.ofNullable(members.get("when")).flatMap(paths::condition);
            RulesReader.required(node, members, "role")
                    .flatMap(word -> RulesReader.word(word, SplitRole.OF_ELEMENTS))
                    .ifPresent(role -> cases.add(new ListRule.ElementCase(when, role)));
        }
        return cases;
    }
}
