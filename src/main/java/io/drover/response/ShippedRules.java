package io.drover.response;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rules that come with Drover, each for one kind of API. */
public final class ShippedRules {
    /** Their names, in the order of the alphabet. */
    public static final List<String> NAMES = List.of(
            "akamai",
            "bigquery",
            "capillary",
            "capillary-v2",
            "elasticsearch-bulk",
            "hubspot",
            "kit",
            "mailchimp",
            "marketo",
            "microsoft-graph",
            "salesforce-collections",
            "salesforce-composite");

    private ShippedRules() {}

    /** The rules of that name; empty when there are none. */
    public static Optional<RulesText> find(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        String resource = "/responses/" + name + ".yaml";
        try (InputStream in = ShippedRules.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold " + resource + ", but does not");
            }
            return Optional.of(new RulesText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + resource + " can't be read", e);
        }
    }
}
