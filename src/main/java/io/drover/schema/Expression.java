package io.drover.schema;

import java.util.List;
import java.util.function.IntFunction;

/**
 * A text made of columns, such as {@code ${first} ${upper(trim(last))}}: parsed once, without loops and without any way
 * to what lies outside of the record.
 *
 * @param text as the schema file has it
 * @param columns that it reads, each once
 */
public record Expression(String text, List<String> columns, Term term) {
    public Expression {
        columns = List.copyOf(columns);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException saying what is wrong, and at which character
     */
    public static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /** The text for a record. */
    String of(IntFunction<String> value) {
        return term.of(value);
    }

    /** A part of an expression. */
    public sealed interface Term {
        /**
         * Its text for a record.
         *
         * @param value of the column at an index of {@link Expression#columns}
         */
        String of(IntFunction<String> value);
    }

    /** Text as it is. */
    record Literal(String text) implements Term {
        @Override
        public String of(IntFunction<String> value) {
            return text;
        }
    }

    /** The value of a column; empty for an empty one. */
    record Value(int column) implements Term {
        @Override
        public String of(IntFunction<String> value) {
            return value.apply(column);
        }
    }

    /** Terms one after the other. */
    record Joined(List<Term> terms) implements Term {
        Joined {
            terms = List.copyOf(terms);
        }

        @Override
        public String of(IntFunction<String> value) {
            StringBuilder text = new StringBuilder();
            terms.forEach(term -> text.append(term.of(value)));
            return text.toString();
        }
    }

    /** A function of terms. */
    record Call(TextFunction function, List<Term> arguments) implements Term {
        Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String of(IntFunction<String> value) {
            return function.of(arguments.stream().map(term -> term.of(value)).toList());
        }
    }
}
