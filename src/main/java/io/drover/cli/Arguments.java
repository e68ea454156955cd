package io.drover.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ParseResult;

/** What the user typed: options of the command and of those above it. */
record Arguments(ParseResult root) {
    boolean flag(String option) {
        return find(option).isPresent();
    }

    Optional<String> text(String option) {
        return find(option).map(parsed -> parsed.matchedOption(option).getValue());
    }

    /** Every value of an option that may be given again and again. */
    List<String> texts(String option) {
        return find(option)
                .map(parsed -> List.copyOf(parsed.matchedOption(option).stringValues()))
                .orElse(List.of());
    }

    Optional<Path> path(String option) {
        return text(option).map(Arguments::asPath);
    }

    /** A whole number from {@code min} to {@code max}. */
    OptionalInt number(String option, int min, int max) {
        Optional<String> given = text(option);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= min && number <= max) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // as one out of range
        }
        throw new RefusedException(
                option + " must be a number between " + min + " and " + max + ", but was '" + given.get() + "'");
    }

    /** A positional parameter that the parser has seen to be there. */
    String positional(int index) {
        List<String> all = command().matchedPositionals().get(index).stringValues();
        return all.get(0);
    }

    Path positionalPath(int index) {
        return asPath(positional(index));
    }

    /** The innermost command named. */
    ParseResult command() {
        ParseResult parsed = root;
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed;
    }

    private Optional<ParseResult> find(String option) {
        Optional<ParseResult> found = Optional.empty();
        ParseResult parsed = root;
        while (parsed != null) {
            if (parsed.hasMatchedOption(option)) {
                found = Optional.of(parsed);
            }
            parsed = parsed.hasSubcommand() ? parsed.subcommand() : null;
        }
        return found;
    }

    private static Path asPath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new RefusedException("a file name was expected, but was '" + text + "': " + e.getReason());
        }
    }
}
