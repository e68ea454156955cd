package io.drover.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a rules file; every problem in it is found in one go. */
final class RulesReader {
    private static final Set<String> KEYS = Set.of(
            "description",
            "request",
            "expect",
            "lists",
            "correlate",
            "absent",
            "parse",
            "retry",
            "warnings",
            "counters",
            "hints");

    private static final int LONGEST_PATTERN = 1000;

    private final RulesText source;
    private final RulesNode.Findings findings;
    private final RulesPaths paths;

    RulesReader(RulesText source) {
        this(source, Optional.empty());
    }

    /**
     * A reader of that file.
     *
     * @param engine to check paths with; without it only what can be seen at once is checked
     */
    RulesReader(RulesText source, Optional<PathEngine> engine) {
        this.source = source;
        this.findings = new RulesNode.Findings(source.name());
        this.paths = new RulesPaths(engine);
    }

    ResponseRules read() {
        Map<String, RulesNode> root = root();
        Optional<Condition> expect = Optional.ofNullable(root.get("expect")).flatMap(paths::condition);
        Correlation correlation = Optional.ofNullable(root.get("correlate"))
                .flatMap(node -> new CorrelationReader(paths).read(node))
                .orElse(new Correlation.Auto());
        ResponseRules rules = new ResponseRules(
                requests(root),
                expect,
                new ListRulesReader(paths, correlation).read(items(root, "lists")),
                Optional.ofNullable(root.get("absent"))
                        .flatMap(node -> word(node, ResponseRules.Absent.class))
                        .orElse(ResponseRules.Absent.UNKNOWN),
                parse(root),
                retries(root),
                counters(root),
                items(root, "warnings").stream()
                        .flatMap(node -> paths.path(node).stream())
                        .toList(),
                hints(root));
        checkAbsent(root, rules);
        findings.throwProblems();
        return rules;
    }

    String description() {
        return Optional.ofNullable(root().get("description"))
                .map(RulesNode::text)
                .orElse("");
    }

    private Map<String, RulesNode> root() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setUseMarks(true)
                .setCodePointLimit(1024 * 1024)
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(source.text());
            if (node.isPresent()) {
                return new RulesNode(node.get(), "the rules file", findings).members(KEYS);
            }
            findings.add("the rules file must hold rules, but is empty", 1);
        } catch (MarkedYamlEngineException e) {
            findings.add(
                    "the rules file must be YAML, but here " + e.getProblem(),
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1));
        } catch (IndexOutOfBoundsException e) {
            // Of the parser's reader, where a text ends in half a character.
            findings.add("the rules file must be YAML, but holds half a character", 1);
        } catch (YamlEngineException e) {
            findings.add("the rules file must be YAML: " + e.getMessage(), 1);
        }
        findings.throwProblems();
        return Map.of();
    }

    /** Silence is success only where an answer has proven that it is one. */
    private static void checkAbsent(Map<String, RulesNode> root, ResponseRules rules) {
        RulesNode absent = root.get("absent");
        if (absent != null
                && rules.absent() == ResponseRules.Absent.SUCCESS
                && rules.expect().isEmpty()) {
            absent.refuse("must not be success without expect: say by which condition an answer is known to be one of"
                    + " this kind, or any other JSON would make every record a success");
        }
    }

    private static List<RulesNode> items(Map<String, RulesNode> members, String key) {
        RulesNode node = members.get(key);
        return node == null ? List.of() : node.items();
    }

    private List<ResponseRules.RequestRule> requests(Map<String, RulesNode> root) {
        List<ResponseRules.RequestRule> rules = new ArrayList<>();
        for (RulesNode node : items(root, "request")) {
            Map<String, RulesNode> members = node.members(Set.of("when", "verdict", "delay"));
            Optional<Condition> when = required(node, members, "when").flatMap(paths::condition);
            Optional<RequestVerdict.Kind> verdict =
                    required(node, members, "verdict").flatMap(word -> word(word, RequestVerdict.Kind.class));
            String delay = delay(members);
            if (when.isPresent() && verdict.isPresent()) {
                rules.add(new ResponseRules.RequestRule(when.get(), verdict.get(), delay));
            }
        }
        return rules;
    }

    private List<ResponseRules.RetryRule> retries(Map<String, RulesNode> root) {
        List<ResponseRules.RetryRule> rules = new ArrayList<>();
        for (RulesNode node : items(root, "retry")) {
            Map<String, RulesNode> members = node.members(Set.of("when", "delay"));
            String delay = delay(members);
            required(node, members, "when")
                    .flatMap(paths::condition)
                    .ifPresent(when -> rules.add(new ResponseRules.RetryRule(when, delay)));
        }
        return rules;
    }

    private String delay(Map<String, RulesNode> members) {
        return Optional.ofNullable(members.get("delay")).flatMap(paths::delay).orElse("");
    }

    private Map<String, List<String>> parse(Map<String, RulesNode> root) {
        Map<String, List<String>> parse = new LinkedHashMap<>();
        RulesNode node = root.get("parse");
        if (node != null) {
            node.members().forEach((column, value) -> {
                if (column.isBlank()) {
                    value.refuse("must stand below the name of a column, but the name is empty");
                }
                parse.put(
                        column,
                        value.items().stream()
                                .flatMap(item -> paths.path(item).stream())
                                .toList());
            });
        }
        return parse;
    }

    private List<ResponseRules.Counter> counters(Map<String, RulesNode> root) {
        List<ResponseRules.Counter> counters = new ArrayList<>();
        for (RulesNode node : items(root, "counters")) {
            Map<String, RulesNode> members = node.members(Set.of("path", "counts"));
            List<String> sum = required(node, members, "path").stream()
                    .flatMap(path -> path.items().stream())
                    .flatMap(path -> paths.path(path).stream())
                    .toList();
            required(node, members, "counts")
                    .flatMap(word -> word(word, ResponseRules.Counted.class))
                    .ifPresent(counted -> counters.add(new ResponseRules.Counter(sum, counted)));
        }
        return counters;
    }

    /** Groups in groups are compiled by calls in calls. */
    private static Pattern pattern(String text) {
        if (text.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException("a regular expression must have at most " + LONGEST_PATTERN
                    + " characters, but has " + text.length());
        }
        return Pattern.compile(text);
    }

    private List<ResponseRules.Hint> hints(Map<String, RulesNode> root) {
        List<ResponseRules.Hint> hints = new ArrayList<>();
        for (RulesNode node : items(root, "hints")) {
            Map<String, RulesNode> members = node.members(Set.of("code", "message", "means", "do"));
            if (!members.containsKey("code") && !members.containsKey("message")) {
                node.refuse("must have a code or a message that the hint is for");
            }
            String pattern = Optional.ofNullable(members.get("message"))
                    .flatMap(message -> message.parsed(RulesReader::pattern))
                    .map(Pattern::pattern)
                    .orElse("");
            String text = List.of("means", "do").stream()
                    .map(key -> text(members, key))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
            if (text.isBlank()) {
                node.refuse("must say what it means, or what to do, in means or do");
            }
            hints.add(new ResponseRules.Hint(text(members, "code"), pattern, text));
        }
        return hints;
    }

    private static String text(Map<String, RulesNode> members, String key) {
        return Optional.ofNullable(members.get(key)).map(RulesNode::text).orElse("");
    }

    static Optional<RulesNode> required(RulesNode node, Map<String, RulesNode> members, String key) {
        if (!members.containsKey(key)) {
            node.refuse("must have " + key + ", but has " + members.keySet());
        }
        return Optional.ofNullable(members.get(key));
    }

    /** One of the words of the enum, in lower case. */
    static <E extends Enum<E>> Optional<E> word(RulesNode node, Class<E> words) {
        return word(node, List.of(words.getEnumConstants()));
    }

    static <E extends Enum<E>> Optional<E> word(RulesNode node, List<E> words) {
        String text = node.text();
        Optional<E> found =
                words.stream().filter(one -> written(one).equals(text)).findFirst();
        if (found.isEmpty() && node.isScalar()) {
            node.refuse("must be one of "
                    + String.join(", ", words.stream().map(RulesReader::written).toList()) + ", but was '" + text
                    + "'");
        }
        return found;
    }

    private static String written(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A whole number within bounds, or that default where there is none. */
    static int number(Map<String, RulesNode> members, String key, int without) {
        RulesNode node = members.get(key);
        if (node == null) {
            return without;
        }
        String text = node.text();
        if (!text.matches("\\d{1,6}")) {
            node.refuse("must be a whole number from 0 to 999999, but was '" + text + "'");
            return without;
        }
        return Integer.parseInt(text);
    }

    static boolean flag(Map<String, RulesNode> members, String key) {
        RulesNode node = members.get(key);
        if (node == null) {
            return false;
        }
        String text = node.text();
        if (!Arrays.asList("true", "false").contains(text)) {
            node.refuse("must be true or false, but was '" + text + "'");
        }
        return text.equals("true");
    }
}
