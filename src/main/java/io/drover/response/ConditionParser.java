package io.drover.response;

import io.drover.batch.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the language of {@link Condition}.
 *
 * <pre>
 * condition = all-of { "or" all-of }
 * all-of    = one { "and" one }
 * one       = "not" one | "(" condition ")" | [ "any" | "all" ] operand test
 * operand   = "status" | "header." NAME | JSONPATH
 * test      = "exists" | "is" "empty" | operator value | "in" "[" value { "," value } "]"
 * operator  = "==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "contains" | "matches"
 * value     = 'TEXT' | "TEXT" | NUMBER | true | false
 * </pre>
 */
final class ConditionParser {
    private static final int MAX_DEPTH = 50;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Pattern OPERATOR = Pattern.compile("==|!=|<=|>=|<|>");
    private static final Pattern VALUE =
            Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|(-?\\d+(?:\\.\\d+)?|true|false)");
    private static final Map<String, Condition.Comparison> OPERATORS = Map.of(
            "==", Condition.Comparison.EQUAL,
            "!=", Condition.Comparison.UNEQUAL,
            "<", Condition.Comparison.LESS,
            "<=", Condition.Comparison.LESS_OR_EQUAL,
            ">", Condition.Comparison.GREATER,
            ">=", Condition.Comparison.GREATER_OR_EQUAL,
            "contains", Condition.Comparison.CONTAINS,
            "matches", Condition.Comparison.MATCHES);

    private final String text;
    private int at;
    private int depth;

    ConditionParser(String text) {
        this.text = text;
    }

    Condition.Term read() {
        Condition.Term term = anyOf();
        skipBlanks();
        if (at < text.length()) {
            throw expected("the end, 'and' or 'or'");
        }
        return term;
    }

    private Condition.Term anyOf() {
        Condition.Term term = allOf();
        while (takeWord("or")) {
            term = new Condition.Or(term, allOf());
        }
        return term;
    }

    private Condition.Term allOf() {
        Condition.Term term = one();
        while (takeWord("and")) {
            term = new Condition.And(term, one());
        }
        return term;
    }

    private Condition.Term one() {
        if (++depth > MAX_DEPTH) {
            throw expected("a condition nested at most " + MAX_DEPTH + " deep");
        }
        try {
            if (takeWord("not")) {
                return new Condition.Not(one());
            }
            skipBlanks();
            if (take('(')) {
                Condition.Term inner = anyOf();
                skipBlanks();
                if (!take(')')) {
                    throw expected("a closing bracket )");
                }
                return inner;
            }
            return test();
        } finally {
            depth--;
        }
    }

    private Condition.Term test() {
        boolean all = takeWord("all");
        if (!all) {
            takeWord("any");
        }
        Condition.Operand operand = operand();
        if (takeWord("exists")) {
            return new Condition.Exists(operand);
        }
        if (takeWord("is")) {
            if (!takeWord("empty")) {
                throw expected("'empty'");
            }
            return new Condition.Empty(operand);
        }
        if (takeWord("in")) {
            return new Condition.Compare(all, operand, Condition.Comparison.IN, values());
        }
        Condition.Comparison comparison = operator();
        Object value = value();
        return new Condition.Compare(
                all, operand, comparison, List.of(comparison == Condition.Comparison.MATCHES ? pattern(value) : value));
    }

    private Condition.Operand operand() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '$') {
            return new Condition.At(path());
        }
        int start = at;
        String word = word().orElse("");
        if (word.equals("status")) {
            return new Condition.Status();
        }
        if (word.startsWith("header.") && word.length() > "header.".length()) {
            return new Condition.Header(word.substring("header.".length()).toLowerCase(Locale.ROOT));
        }
        at = start;
        throw expected("status, header.NAME or a JSONPath that starts with $");
    }

    /** A path ends at a blank, a comparison or a closing bracket that are not inside its own brackets. */
    private String path() {
        int start = at;
        int open = 0;
        while (at < text.length() && (open > 0 || !endsPath(text.charAt(at)))) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                closeQuote(c);
            }
            open += SplitPathList.nesting(c);
            at++;
        }
        if (open != 0) {
            throw expected("a closing bracket in the path " + text.substring(start));
        }
        return text.substring(start, at);
    }

    private static boolean endsPath(char c) {
        return Character.isWhitespace(c) || "=!<>)".indexOf(c) >= 0;
    }

    private void closeQuote(char quote) {
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        if (at >= text.length()) {
            throw expected("a closing " + quote);
        }
    }

    private Condition.Comparison operator() {
        skipBlanks();
        Matcher sign = OPERATOR.matcher(text).region(at, text.length());
        int start = at;
        String found = "";
        if (sign.lookingAt()) {
            found = sign.group();
            at = sign.end();
        } else {
            found = word().orElse("");
        }
        Condition.Comparison comparison = OPERATORS.get(found);
        if (comparison == null) {
            at = start;
            throw expected("exists, is empty, in, contains, matches, ==, !=, <, <=, > or >=");
        }
        return comparison;
    }

    private List<Object> values() {
        skipBlanks();
        if (!take('[')) {
            throw expected("a list of values, like ['a', 'b']");
        }
        List<Object> values = new ArrayList<>();
        do {
            values.add(value());
            skipBlanks();
        } while (take(','));
        if (!take(']')) {
            throw expected("a comma or a closing bracket ]");
        }
        return values;
    }

    private Object value() {
        skipBlanks();
        Matcher value = VALUE.matcher(text).region(at, text.length());
        if (!value.lookingAt()) {
            throw expected("a value: 'a text', a number, true or false");
        }
        at = value.end();
        for (int quoted = 1; quoted <= 2; quoted++) {
            String inside = value.group(quoted);
            if (inside != null) {
                return inside.replaceAll("\\\\(['\"])", "$1");
            }
        }
        return value.group(3);
    }

    private TextPattern pattern(Object value) {
        try {
            return new TextPattern(Pattern.compile((String) value));
        } catch (PatternSyntaxException e) {
            throw expected("a regular expression before this place (" + e.getDescription() + ")");
        }
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private boolean takeWord(String wanted) {
        int start = at;
        boolean there = word().filter(wanted::equals).isPresent();
        at = there ? at : start;
        return there;
    }

    private Optional<String> word() {
        skipBlanks();
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            return Optional.empty();
        }
        at = word.end();
        return Optional.of(word.group());
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(
                "the condition '" + text.strip() + "' must have " + what + " at character " + (at + 1));
    }
}
