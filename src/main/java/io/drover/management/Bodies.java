package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Field;
import io.drover.load.NearestName;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What request bodies have in common. */
final class Bodies {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_QUOTE = 60;
    private static final String ID = "id";
    private static final String TITLE = "title";

    private Bodies() {}

    /** The title that the body gives. */
    static Optional<String> title(ObjectNode body) {
        if (!body.has(TITLE)) {
            return Optional.empty();
        }
        String title = body.path(TITLE).asText("").strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.field(TITLE, "must be one line of 1 to " + LONGEST_TITLE + " characters");
        }
        return Optional.of(title);
    }

    /** The id that the body gives, or one made from the title that is not taken. */
    static String id(ObjectNode body, String title, Set<String> taken) {
        if (body.has(ID)) {
            String id = body.path(ID).asText("");
            if (!NAME.matcher(id).matches()) {
                throw Refusal.field(
                        ID,
                        "must be 1 to 63 of a-z, 0-9, - and _ and start with a letter or digit, but was another text");
            }
            if (taken.contains(id)) {
                throw Refusal.conflict("The id " + id + " is taken");
            }
            return id;
        }
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String start = plain.isEmpty() ? "unnamed" : plain.substring(0, Math.min(50, plain.length()));
        String id = start;
        for (int number = 2; taken.contains(id); number++) {
            id = start + "-" + number;
        }
        return id;
    }

    static String newUid() {
        return UUID.randomUUID().toString();
    }

    static boolean flag(ObjectNode body, String name, boolean otherwise) {
        JsonNode value = body.get(name);
        if (value == null) {
            return otherwise;
        }
        String text = value.asText("");
        if (!text.equals("true") && !text.equals("false")) {
            throw Refusal.field(name, "must be true or false, but was something else");
        }
        return text.equals("true");
    }

    /**
     * The fields of the configuration that the bodies hold, as text; what they hold besides is a problem.
     *
     * @param own names that mean something else
     */
    static Map<String, String> fields(List<JsonNode> bodies, List<Field> known, Set<String> own) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (JsonNode body : bodies) {
            body.properties().forEach(entry -> {
                Optional<Field> field = known.stream()
                        .filter(each -> each.name().equals(entry.getKey()))
                        .findFirst();
                if (field.isPresent()) {
                    texts.put(entry.getKey(), field.get().text(entry.getValue()));
                } else if (!own.contains(entry.getKey())) {
                    problems.add(new FieldProblem(
                            entry.getKey(), "is not a known field" + nearest(entry.getKey(), known, own)));
                }
            });
        }
        if (!problems.isEmpty()) {
            throw Refusal.fields(problems);
        }
        return texts;
    }

    private static String nearest(String name, List<Field> known, Set<String> own) {
        List<String> names = new ArrayList<>(own);
        known.forEach(each -> names.add(each.name()));
        return NearestName.of(name, names).map(each -> "; is it " + each + "?").orElse("");
    }

    /** What was given, for a message: one line, not too long. */
    static String quoted(String given) {
        String line = given.replaceAll("\\p{Cntrl}", "?");
        return "'" + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…") + "'";
    }

    static void put(ObjectNode to, String name, Optional<Instant> instant) {
        to.put(name, instant.map(Instant::toString).orElse(null));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static boolean matches(Optional<String> query, String id, String title) {
        String wanted = query.orElse("").toLowerCase(Locale.ROOT);
        return id.contains(wanted) || title.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** A page of what is there, with the number of all. */
    static <T> ObjectNode page(ApiRequest request, List<T> all, java.util.function.Function<T, ObjectNode> json) {
        ObjectNode page = object();
        var items = page.putArray("items");
        all.stream().skip(request.offset()).limit(request.limit()).map(json).forEach(items::add);
        return page.put("total", all.size());
    }
}
