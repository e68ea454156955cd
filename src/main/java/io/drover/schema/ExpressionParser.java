package io.drover.schema;

import io.drover.schema.Expression.Call;
import io.drover.schema.Expression.Joined;
import io.drover.schema.Expression.Literal;
import io.drover.schema.Expression.Term;
import io.drover.schema.Expression.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions: text with {@code ${…}} in it. Inside stands a column, {@code [a column]}, {@code 'text'}, a whole
 * number or {@code function(…)} of those.
 */
final class ExpressionParser {
    private static final int MAX_DEPTH = 20;

    private final String text;
    private final List<String> columns = new ArrayList<>();
    private int at;
    private int depth;

    ExpressionParser(String text) {
        this.text = text;
    }

    Expression parse() {
        List<Term> terms = new ArrayList<>();
        while (at < text.length()) {
            int opening = text.indexOf("${", at);
            int literalEnd = opening < 0 ? text.length() : opening;
            if (literalEnd > at) {
                terms.add(new Literal(text.substring(at, literalEnd)));
            }
            at = literalEnd;
            if (opening >= 0) {
                at = opening + 2;
                terms.add(term());
                expect('}');
            }
        }
        return new Expression(text, columns, terms.size() == 1 ? terms.get(0) : new Joined(terms));
    }

    private Term term() {
        if (++depth > MAX_DEPTH) {
            throw wrong("has more than " + MAX_DEPTH + " functions inside each other");
        }
        skipSpace();
        char first = at < text.length() ? text.charAt(at) : '}';
        Term term;
        if (first == '\'') {
            term = new Literal(quoted());
        } else if (first == '[') {
            term = column(bracketed());
        } else {
            term = named();
        }
        depth--;
        skipSpace();
        return term;
    }

    private Term named() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (name.isEmpty()) {
            throw wrong("needs a column, [a column with spaces], 'a text' or a function");
        }
        skipSpace();
        if (at < text.length() && text.charAt(at) == '(') {
            return call(name);
        }
        return name.chars().allMatch(each -> each >= '0' && each <= '9') ? new Literal(name) : column(name);
    }

    private Term call(String name) {
        TextFunction function = TextFunction.of(name)
                .orElseThrow(() -> wrong("knows the functions " + TextFunction.words() + ", but not '" + name + "'"));
        List<Term> arguments = new ArrayList<>();
        do {
            at++;
            arguments.add(term());
        } while (at < text.length() && text.charAt(at) == ',');
        expect(')');
        if (!function.takes(arguments.size())) {
            throw wrong("gives " + arguments.size() + " to " + name + ", which takes " + function.takes());
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (function.isCount(i) && !isCount(arguments.get(i))) {
                throw wrong("needs a whole number as argument " + (i + 1) + " of " + name);
            }
        }
        return new Call(function, arguments);
    }

    private static boolean isCount(Term argument) {
        return argument instanceof Literal literal && literal.text().matches("\\d{1,6}");
    }

    private Term column(String name) {
        if (!columns.contains(name)) {
            columns.add(name);
        }
        return new Value(columns.indexOf(name));
    }

    private String quoted() {
        StringBuilder quoted = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('\'', at);
            if (quote < 0) {
                throw wrong("has a ' that is not closed");
            }
            quoted.append(text, at, quote);
            at = quote + 1;
            if (at == text.length() || text.charAt(at) != '\'') {
                return quoted.toString();
            }
            quoted.append('\'');
            at++;
        }
    }

    private String bracketed() {
        int from = at + 1;
        int open = 0;
        do {
            if (at == text.length()) {
                throw wrong("has a [ that is not closed");
            }
            char each = text.charAt(at++);
            open += each == '[' ? 1 : each == ']' ? -1 : 0;
        } while (open > 0);
        return text.substring(from, at - 1);
    }

    private static boolean isNamePart(char each) {
        return Character.isLetterOrDigit(each) || each == '_' || each == '-' || each == '.';
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(char expected) {
        if (at == text.length() || text.charAt(at) != expected) {
            throw wrong("needs a " + expected);
        }
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                what + " at character " + (Math.min(at, text.length()) + 1) + " of '" + text + "'");
    }
}
