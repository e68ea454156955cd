package io.drover.response;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads how elements find their records in a rules file: one word, or a mapping with one of five keys. */
final class CorrelationReader {
    private static final List<String> KINDS = List.of("field", "index", "line", "pointer", "map-key");
    private static final Set<String> KEYS =
            Set.of("field", "index", "line", "pointer", "map-key", "path", "fold-case", "first");

    private final RulesPaths paths;

    CorrelationReader(RulesPaths paths) {
        this.paths = paths;
    }

    Optional<Correlation> read(RulesNode node) {
        if (!node.isMapping()) {
            return node.parsed(CorrelationReader::word);
        }
        Map<String, RulesNode> members = node.members(KEYS);
        List<String> kinds = KINDS.stream().filter(members::containsKey).toList();
        if (kinds.size() != 1) {
            node.refuse("must have one of " + KINDS + ", but has " + members.keySet());
            return Optional.empty();
        }
        RulesNode value = Objects.requireNonNull(members.get(kinds.get(0)));
        return switch (kinds.get(0)) {
            case "field" ->
                RulesReader.required(node, members, "path")
                        .flatMap(paths::path)
                        .map(path -> new Correlation.Named(value.text(), path, RulesReader.flag(members, "fold-case")));
            case "index" ->
                paths.path(value).map(path -> new Correlation.Index(path, RulesReader.number(members, "first", 0)));
            case "line" ->
                paths.path(value).map(path -> new Correlation.Index(path, RulesReader.number(members, "first", 1)));
            case "pointer" -> paths.path(value).map(Correlation.Pointer::new);
            default -> Optional.of(new Correlation.MapKey(value.text().equals("index") ? "" : value.text()));
        };
    }

    /** Rules know how long lists are; a position in one of another length names nobody. */
    private static Correlation word(String text) {
        return Correlation.parse(text) instanceof Correlation.Position
                ? new Correlation.Position(true)
                : Correlation.parse(text);
    }
}
