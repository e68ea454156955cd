package io.drover.schema;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how values of a field are written in the source, and how they are sent. */
final class FormatYaml {
    private final YamlEntries own;
    private final YamlEntries defaults;
    private final FieldType type;
    private final Conversion fromSource;

    FormatYaml(YamlEntries own, YamlEntries defaults, FieldType type) {
        this.own = own;
        this.defaults = defaults;
        this.type = type;
        this.fromSource = conversion();
    }

    /** Reads what the source holds. */
    Conversion fromSource() {
        return fromSource;
    }

    /** Reads constants and defaults, which are written the plain way: 1234.5, 2026-01-31, true. */
    Conversion fromSchemaFile() {
        if (fromSource instanceof Times times) {
            return times.fromIso();
        }
        return switch (type) {
            case INTEGER -> Conversions.integer(NumberText.PLAIN);
            case DECIMAL -> Conversions.decimal(NumberText.PLAIN);
            case BOOLEAN -> BooleanWords.PLAIN;
            default -> fromSource;
        };
    }

    private Conversion conversion() {
        return switch (type) {
            case STRING -> Conversions.TEXT;
            case JSON -> Conversions.JSON;
            case INTEGER -> Conversions.integer(numbers());
            case DECIMAL -> Conversions.decimal(numbers());
            case BOOLEAN -> booleans();
            case DATE, DATETIME -> times();
        };
    }

    private YamlEntries setting(String key) {
        return own.has(key) ? own : defaults;
    }

    private NumberText numbers() {
        char decimal = separator("decimal-separator", ".,", '.');
        char thousands = separator("thousands-separator", ".,' ", NumberText.NONE);
        if (type == FieldType.INTEGER) {
            return new NumberText(thousands == '.' ? ',' : '.', thousands);
        }
        if (decimal == thousands) {
            setting("thousands-separator")
                    .refuse(
                            "thousands-separator",
                            "must differ from decimal-separator, but both are '" + decimal + "'");
        }
        return new NumberText(decimal, thousands);
    }

    private char separator(String key, String allowed, char otherwise) {
        YamlEntries where = setting(key);
        String text = where.text(key);
        if (!where.has(key) || (text.isEmpty() && otherwise == NumberText.NONE)) {
            return otherwise;
        }
        if (text.length() != 1 || allowed.indexOf(text.charAt(0)) < 0) {
            where.refuse(key, "must be one of the characters " + allowed + ", but was '" + text + "'");
            return otherwise;
        }
        return text.charAt(0);
    }

    private Conversion booleans() {
        List<String> trueWords = words("true-words", "true");
        List<String> falseWords = words("false-words", "false");
        BooleanWords booleans = new BooleanWords(trueWords, falseWords);
        booleans.trueWords().stream()
                .filter(booleans.falseWords()::contains)
                .forEach(both -> setting("true-words")
                        .refuse("true-words", "must differ from false-words, but '" + both + "' is in both"));
        return booleans;
    }

    private List<String> words(String key, String otherwise) {
        List<String> words = setting(key).list(key);
        return words.isEmpty() ? List.of(otherwise) : words;
    }

    private Conversion times() {
        List<TimeFormat> sources = formats("source-format");
        List<TimeFormat> output = formats("format");
        if (output.size() > 1) {
            own.refuse("format", "must be one format, but are " + output.size());
        }
        return new Times(type, sources, output.get(0), zone("zone"), zone("output-zone"));
    }

    private List<TimeFormat> formats(String key) {
        boolean isOwn = own.has(key);
        YamlEntries where = isOwn ? own : defaults;
        String from = isOwn ? key : type.word() + "-" + key;
        List<TimeFormat> formats = new ArrayList<>();
        for (String text : where.list(from)) {
            try {
                formats.add(TimeFormat.parse(text, type));
            } catch (IllegalArgumentException e) {
                where.refuse(
                        from,
                        "must be iso, epoch-seconds, epoch-millis or a pattern such as dd.MM.yyyy, but was '" + text
                                + "': " + e.getMessage());
            }
        }
        return formats.isEmpty() ? List.of(TimeFormat.parse("iso", type)) : formats;
    }

    private @Nullable ZoneId zone(String key) {
        YamlEntries where = setting(key);
        if (type != FieldType.DATETIME || !where.has(key)) {
            return null;
        }
        try {
            return ZoneId.of(where.text(key));
        } catch (DateTimeException e) {
            where.refuse(
                    key, "must be a time zone such as Europe/Berlin, UTC or +01:00, but was '" + where.text(key) + "'");
            return null;
        }
    }
}
