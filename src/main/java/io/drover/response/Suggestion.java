package io.drover.response;

import io.drover.batch.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules that fit one sample request and its answer: a start, to be read by somebody who knows the API.
 *
 * @param text the short form's settings, or a rules file where they are not enough
 * @param isShortForm whether it is settings
 * @param remarks what the sample can't tell
 */
public record Suggestion(String text, boolean isShortForm, ResponseReading reading, List<String> remarks) {
    private static final List<String> CODES =
            List.of("code", "statusCode", "errorCode", "error_code", "category", "reason", "type");
    private static final List<String> MESSAGES =
            List.of("message", "error_message", "errorMessage", "detail", "error", "description", "title", "reason");
    private static final List<String> IDS = List.of("id", "entityId", "entity_id", "_id", "uuid");

    public Suggestion {
        remarks = List.copyOf(remarks);
    }

    /** What the sample suggests; empty when its answer holds no list that could tell of records. */
    public static Optional<Suggestion> of(Batch batch, Object answer) {
        List<SampleList> lists = SampleList.in(answer);
        if (lists.isEmpty() || batch.isEmpty()) {
            return Optional.empty();
        }
        SampleCorrelation correlating = new SampleCorrelation(new RequestFields(batch), batch.size());
        List<String> remarks = new ArrayList<>();
        List<ListRule> rules = new ArrayList<>();
        for (SampleList list : lists) {
            Optional<Correlation> found = list.elements().isEmpty() ? Optional.empty() : correlating.of(list);
            if (found.isEmpty()) {
                remarks.add(
                        list.elements().isEmpty()
                                ? list.path() + " is empty here: try an answer in which it is not"
                                : "no value, number or position tells which records the elements of " + list.path()
                                        + " are for: say it by correlate");
            }
            rules.add(new ListRule(
                    list.path(),
                    list.role(),
                    list.unwrap(),
                    ListRule.Decoding.NONE,
                    List.of(),
                    found.orElse(new Correlation.Auto())));
        }
        Map<String, String> parse = parse(lists);
        List<ListRule> all = withOneCorrelation(rules);
        return Optional.of(isShort(all) ? shortForm(all, parse, remarks) : rulesFile(all, parse, remarks));
    }

    /** Lists that showed no element are read as the others are. */
    private static List<ListRule> withOneCorrelation(List<ListRule> rules) {
        List<Correlation> known = rules.stream()
                .map(ListRule::correlation)
                .filter(one -> !(one instanceof Correlation.Auto))
                .distinct()
                .toList();
        return rules.stream()
                .map(rule -> rule.correlation() instanceof Correlation.Auto && known.size() == 1
                        ? new ListRule(
                                rule.path(), rule.role(), rule.unwrap(), rule.decode(), rule.elements(), known.get(0))
                        : rule)
                .toList();
    }

    private static Map<String, String> parse(List<SampleList> lists) {
        Map<String, String> parse = new LinkedHashMap<>();
        for (SampleList list : lists) {
            if (list.role() == SplitRole.SUCCESS || list.role() == SplitRole.MIXED) {
                leaf(list, IDS).ifPresent(path -> parse.putIfAbsent("entity_id", path));
            }
            if (list.role() == SplitRole.ERROR || list.role() == SplitRole.MIXED) {
                Optional<String> message = leaf(list, MESSAGES);
                code(list, message).ifPresent(path -> parse.putIfAbsent("status_code", path));
                message.ifPresent(path -> parse.putIfAbsent("error_message", path));
            }
        }
        return parse;
    }

    /** Some call reason what others call code; where it is the only message, the code has another name. */
    private static Optional<String> code(SampleList list, Optional<String> message) {
        Optional<String> code = leaf(list, CODES);
        if (code.isEmpty() || !code.equals(message)) {
            return code;
        }
        String taken = code.get().substring(code.get().lastIndexOf('.') + 1);
        return leaf(list, CODES.stream().filter(name -> !name.equals(taken)).toList());
    }

    private static Optional<String> leaf(SampleList list, List<String> names) {
        return names.stream()
                .flatMap(name -> list.leaves().stream().filter(leaf -> leaf.endsWith("." + name)))
                .findFirst();
    }

    private static boolean isShort(List<ListRule> lists) {
        Correlation correlation = lists.get(0).correlation();
        List<String> paths = lists.stream().map(ListRule::path).toList();
        boolean plain = lists.stream()
                .allMatch(list -> list.unwrap().isEmpty() && list.correlation().equals(correlation));
        boolean sayable = correlation instanceof Correlation.Field
                || correlation instanceof Correlation.Auto
                || (correlation instanceof Correlation.Position && lists.size() == 1);
        return plain
                && sayable
                && SplitRole.of(paths).equals(lists.stream().map(ListRule::role).toList());
    }

    private static Suggestion shortForm(List<ListRule> lists, Map<String, String> parse, List<String> remarks) {
        List<String> paths = lists.stream().map(list -> list.path() + ".*").toList();
        Correlation correlation = lists.get(0).correlation();
        String setting = correlation instanceof Correlation.Position
                ? "position"
                : correlation instanceof Correlation.Field field
                        ? "field:" + field.requestField() + "=" + field.responsePath()
                        : "auto";
        String text = "response-split-path=" + String.join(",", paths) + "\ncorrelate=" + setting + "\n"
                + (parse.isEmpty() ? "" : "parse-path-map=" + JsonText.of(parse) + "\n");
        ResponseReading reading = new ResponseReading(paths, Correlation.parse(setting), parse);
        return new Suggestion(text, true, reading, remarks);
    }

    private static Suggestion rulesFile(List<ListRule> lists, Map<String, String> parse, List<String> remarks) {
        StringBuilder text = new StringBuilder("lists:\n");
        for (ListRule list : lists) {
            text.append("  - path: ").append(quoted(list.path())).append("\n    role: ");
            text.append(list.role().name().toLowerCase(java.util.Locale.ROOT)).append('\n');
            if (!list.unwrap().isEmpty()) {
                text.append("    unwrap: ").append(quoted(list.unwrap())).append('\n');
            }
            text.append("    correlate: ").append(written(list.correlation())).append('\n');
        }
        if (!parse.isEmpty()) {
            text.append("parse:\n")
                    .append(parse.entrySet().stream()
                            .map(column -> "  " + column.getKey() + ": " + quoted(column.getValue()) + "\n")
                            .collect(Collectors.joining()));
        }
        RulesText rules = new RulesText("the suggestion", text.toString());
        return new Suggestion(rules.text(), false, ResponseReading.of(rules), remarks);
    }

    private static String written(Correlation correlation) {
        if (correlation instanceof Correlation.Field field) {
            return "{field: " + quoted(field.requestField()) + ", path: " + quoted(field.responsePath()) + "}";
        }
        if (correlation instanceof Correlation.Named named) {
            return "{field: " + quoted(named.requestField()) + ", path: " + quoted(named.responsePath())
                    + (named.foldCase() ? ", fold-case: true}" : "}");
        }
        if (correlation instanceof Correlation.Index index) {
            return "{index: " + quoted(index.responsePath()) + ", first: " + index.first() + "}";
        }
        if (correlation instanceof Correlation.Pointer pointer) {
            return "{pointer: " + quoted(pointer.responsePath()) + "}";
        }
        return correlation instanceof Correlation.Position ? "position" : "auto";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
