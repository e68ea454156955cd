package io.drover.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which names in braces stand for parts of a request. */
public final class SigningTemplate {
    /** What may stand in braces. */
    public static final String NAMES = "{method}, {host}, {path}, {timestamp}, {client-key}, {body} and {body-hash}";

    static final String BODY = "body";
    static final String BODY_HASH = "body-hash";
    private static final Set<String> KNOWN =
            Set.of("method", "host", "path", "timestamp", "client-key", BODY, BODY_HASH);
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

    private final List<Part> parts;

    private SigningTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * A part of a template.
     *
     * @param isName the text stands for a part of the request, and not for itself
     */
    record Part(String text, boolean isName) {}

    /**
     * The template that a text describes.
     *
     * @throws IllegalArgumentException when braces hold no known name
     */
    static SigningTemplate of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("braces hold one of " + NAMES));
    }

    private static Optional<SigningTemplate> parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        int end = 0;
        while (name.find()) {
            parts.add(literal(text.substring(end, name.start())));
            parts.add(new Part(name.group(1), true));
            end = name.end();
        }
        parts.add(literal(text.substring(end)));
        boolean known = parts.stream()
                .allMatch(part -> part.isName()
                        ? KNOWN.contains(part.text())
                        : !part.text().matches("(?s).*[{}].*"));
        return known ? Optional.of(new SigningTemplate(parts)) : Optional.empty();
    }

    private static Part literal(String text) {
        return new Part(text.replace("\\n", "\n"), false);
    }

    /** Whether a text can be what is signed. */
    public static boolean isSigned(String text) {
        return !text.isEmpty() && parse(text).isPresent();
    }

    /** Whether a text can stand before a signature in a header. */
    public static boolean isPrefix(String text) {
        return Request.Field.problem(text).isEmpty()
                && !text.contains("\\n")
                && parse(text)
                        .filter(template -> template.parts.stream()
                                .noneMatch(part -> part.isName() && part.text().startsWith(BODY)))
                        .isPresent();
    }

    List<Part> parts() {
        return parts;
    }
}
