package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one field of a schema file. */
final class FieldYaml {
    /** What may stand in {@code defaults}. */
    static final Set<String> DEFAULTS = Set.of(
            "nullable",
            "when-empty",
            "may-be-missing",
            "zone",
            "output-zone",
            "decimal-separator",
            "thousands-separator",
            "true-words",
            "false-words",
            "date-source-format",
            "date-format",
            "datetime-source-format",
            "datetime-format");

    private static final Map<String, Set<FieldType>> ONLY_FOR = Map.ofEntries(
            Map.entry("source-format", Set.of(FieldType.DATE, FieldType.DATETIME)),
            Map.entry("format", Set.of(FieldType.DATE, FieldType.DATETIME)),
            Map.entry("zone", Set.of(FieldType.DATETIME)),
            Map.entry("output-zone", Set.of(FieldType.DATETIME)),
            Map.entry("decimal-separator", Set.of(FieldType.DECIMAL)),
            Map.entry("thousands-separator", Set.of(FieldType.DECIMAL, FieldType.INTEGER)),
            Map.entry("true-words", Set.of(FieldType.BOOLEAN)),
            Map.entry("false-words", Set.of(FieldType.BOOLEAN)),
            Map.entry("pattern", Set.of(FieldType.STRING)),
            Map.entry("max-length", Set.of(FieldType.STRING)),
            Map.entry("allowed", Set.of(FieldType.STRING, FieldType.INTEGER)));

    private static final List<String> FOR_ALL = List.of(
            "name",
            "type",
            "description",
            "source",
            "constant",
            "expression",
            "default",
            "nullable",
            "when-empty",
            "may-be-missing");

    static final Set<String> KEYS = keys();

    /** Groups in groups are compiled by calls in calls. */
    private static final int LONGEST_PATTERN = 1000;

    private final YamlEntries own;
    private final YamlEntries defaults;
    private final FieldType type;

    FieldYaml(YamlEntries own, YamlEntries defaults) {
        this.own = own;
        this.defaults = defaults;
        this.type = type(own);
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(FOR_ALL);
        keys.addAll(ONLY_FOR.keySet());
        return keys;
    }

    private static FieldType type(YamlEntries own) {
        if (!own.has("type")) {
            return FieldType.STRING;
        }
        String word = own.text("type");
        return FieldType.of(word).orElseGet(() -> {
            own.refuse("type", "must be one of " + FieldType.words() + ", but was '" + word + "'");
            return FieldType.STRING;
        });
    }

    /** The field; empty where it has no name, and without meaning where problems were noted. */
    Optional<Field> read() {
        String name = own.text("name");
        if (name.isEmpty()) {
            own.refuse("a field must have a name");
            return Optional.empty();
        }
        checkKeys();
        FormatYaml formats = new FormatYaml(own, defaults, type);
        Conversion fromFile = formats.fromSchemaFile();
        try {
            FieldPath path = FieldPath.parse(name);
            return Optional.of(new Field(
                    name, path, type, source(path, fromFile), whenEmpty(fromFile), formats.fromSource(), rules()));
        } catch (IllegalArgumentException e) {
            own.refuse("name", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkKeys() {
        for (String key : own.keys()) {
            Set<FieldType> types = ONLY_FOR.getOrDefault(key, Set.of(type));
            if (!types.contains(type)) {
                own.refuse(
                        key,
                        "is for the type "
                                + String.join(
                                        " or ",
                                        types.stream()
                                                .map(FieldType::word)
                                                .sorted()
                                                .toList())
                                + ", but the type is " + type.word());
            }
        }
    }

    private ValueSource source(FieldPath path, Conversion fromFile) {
        List<String> given = List.of("source", "constant", "expression").stream()
                .filter(own::has)
                .toList();
        if (given.size() > 1) {
            own.refuse(given.get(1), "can't stand beside " + given.get(0) + ": a field has one of them");
        }
        if (own.has("constant")) {
            return new ValueSource.Constant(own.isPlainNull("constant") ? "null" : literal("constant", fromFile));
        }
        if (own.has("expression")) {
            return new ValueSource.Computed(expression());
        }
        String source = own.text("source");
        if (own.has("source") && source.isEmpty()) {
            own.refuse("source", "must be the name of a column, but is empty");
        }
        if (source.isEmpty() && path.repeats()) {
            own.refuse(
                    "name",
                    "'" + own.text("name") + "' stands in a sub-array and needs a source: the column that"
                            + " fills it from each record");
        }
        boolean mayBeMissing = setting("may-be-missing").flag("may-be-missing", false);
        return new ValueSource.Column(source.isEmpty() ? own.text("name") : source, mayBeMissing);
    }

    private Expression expression() {
        try {
            return Expression.parse(own.text("expression"));
        } catch (IllegalArgumentException e) {
            own.refuse("expression", String.valueOf(e.getMessage()));
            return Expression.parse("");
        }
    }

    private Emptiness whenEmpty(Conversion fromFile) {
        boolean nullable = setting("nullable").flag("nullable", false);
        YamlEntries where = setting("when-empty");
        boolean ownWord = own.has("when-empty");
        String word = where.has("when-empty") ? where.text("when-empty") : own.has("default") ? "default" : "null";
        if (own.has("default")) {
            if (ownWord && !word.equals("default")) {
                own.refuse("when-empty", "must be default beside a default, but was '" + word + "'");
            }
            return new Emptiness.Value(literal("default", fromFile));
        }
        if (word.equals("empty-string") && (ownWord || type == FieldType.STRING)) {
            if (type != FieldType.STRING) {
                own.refuse("when-empty", "must not be empty-string for the type " + type.word());
            }
            return new Emptiness.Value("\"\"");
        }
        return nullOrOmitted(word, nullable, where);
    }

    private Emptiness nullOrOmitted(String word, boolean nullable, YamlEntries where) {
        if (!Set.of("null", "omit", "empty-string").contains(word)) {
            where.refuse(
                    "when-empty",
                    word.equals("default")
                            ? "is default, so the field must have a default"
                            : "must be null, omit, default or empty-string, but was '" + word + "'");
        }
        if (!nullable) {
            if (own.has("when-empty")) {
                own.refuse("when-empty", "must stand beside nullable: true, or the field can't be empty");
            }
            return Emptiness.REFUSED;
        }
        if (word.equals("omit")) {
            return Emptiness.OMITTED;
        }
        return where.has("when-empty") ? new Emptiness.Value("null") : Emptiness.NULL;
    }

    private YamlEntries setting(String key) {
        return own.has(key) ? own : defaults;
    }

    /** A value of the schema file as JSON. */
    private String literal(String key, Conversion fromFile) {
        String text = own.text(key);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Cell cell = new Cell();
        cell.set(Cell.Kind.TEXT, utf8, 0, utf8.length);
        Bytes json = new Bytes(32);
        String rule = utf8.length == 0 && type != FieldType.STRING ? "must not be empty" : fromFile.append(cell, json);
        if (!rule.isEmpty()) {
            own.refuse(key, rule + ", but was '" + text + "'");
        }
        return json.toString();
    }

    private ValueRules rules() {
        ValueRules rules = new ValueRules(own.list("allowed"), maxLength(), pattern());
        return rules.isNone() ? ValueRules.NONE : rules;
    }

    private int maxLength() {
        String text = own.text("max-length");
        if (!own.has("max-length")) {
            return 0;
        }
        if (!text.matches("[1-9]\\d{0,7}")) {
            own.refuse("max-length", "must be a number of characters from 1 to 99999999, but was '" + text + "'");
            return 0;
        }
        return Integer.parseInt(text);
    }

    private Optional<TextPattern> pattern() {
        if (!own.has("pattern")) {
            return Optional.empty();
        }
        try {
            String text = own.text("pattern");
            if (text.length() > LONGEST_PATTERN) {
                own.refuse("pattern", "must have at most " + LONGEST_PATTERN + " characters, but has " + text.length());
                return Optional.empty();
            }
            return Optional.of(new TextPattern(Pattern.compile(text)));
        } catch (PatternSyntaxException e) {
            own.refuse(
                    "pattern",
                    "must be a regular expression, but " + e.getDescription() + " near character " + (e.getIndex() + 1)
                            + " of '" + e.getPattern() + "'");
            return Optional.empty();
        }
    }
}
