package io.drover.delivery;

import io.drover.delivery.Request.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The additional headers of a connection; {@code $attribute} in their values is still to be filled in. */
final class AdditionalHeaders {
    private static final Set<String> NOT_OURS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final List<HeaderTemplate> templates;

    private AdditionalHeaders(List<HeaderTemplate> templates) {
        this.templates = List.copyOf(templates);
    }

    /**
     * Those of these names and values.
     *
     * @param account what {@code $account} stands for
     * @throws IllegalArgumentException when one of them can't be sent by anyone
     */
    static AdditionalHeaders of(Map<String, String> headers, String account) {
        List<HeaderTemplate> templates = new ArrayList<>();
        headers.forEach((name, value) -> {
            check(name, value);
            templates.add(new HeaderTemplate(name, Template.of(value).with(RequestBuilder.ACCOUNT, account)));
        });
        return new AdditionalHeaders(templates);
    }

    private static void check(String name, String value) {
        String problem = Field.problem(value);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("additional-headers: the value of " + name + " " + problem);
        }
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new IllegalArgumentException("additional-headers: \"" + name + "\" can't be a header's name; letters,"
                    + " digits and - may stand in it");
        }
        if (NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "additional-headers: " + name + " is set by the HTTP client and can't be configured");
        }
    }

    /** The fields of a record that the values name. */
    Set<String> attributes() {
        Set<String> attributes = new LinkedHashSet<>();
        templates.forEach(template -> attributes.addAll(template.value.attributes()));
        return attributes;
    }

    /** Whether the header that Drover would set by itself is among these. */
    boolean replace(String name) {
        return templates.stream().anyMatch(template -> template.name.equalsIgnoreCase(name));
    }

    int size() {
        return templates.size();
    }

    /**
     * Adds them to a request's.
     *
     * @return why that can't be
     */
    Optional<String> fill(Map<String, String> values, List<Field> headers) {
        for (HeaderTemplate template : templates) {
            String value = template.value.fill(values, UnaryOperator.identity());
            String problem = Field.problem(value);
            if (!problem.isEmpty()) {
                return Optional.of("the value for the header " + template.name + " " + problem);
            }
            headers.add(new Field(template.name, value));
        }
        return Optional.empty();
    }

    /** Adds to a request's those that there are good values for. */
    void fillThose(Map<String, String> values, List<Field> headers) {
        for (HeaderTemplate template : templates) {
            String value = template.value.fill(values, UnaryOperator.identity());
            if (values.keySet().containsAll(template.value.attributes())
                    && Field.problem(value).isEmpty()) {
                headers.add(new Field(template.name, value));
            }
        }
    }

    private record HeaderTemplate(String name, Template value) {}
}
