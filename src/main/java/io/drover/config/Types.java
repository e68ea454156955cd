package io.drover.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Accounts;
import io.drover.connection.Checking;
import io.drover.connection.Secret;
import io.drover.connection.store.Form;
import io.drover.load.RequestSplitPath;
import io.drover.load.SchemaErrorLimit;
import io.drover.response.Condition;
import io.drover.response.Correlation;
import io.drover.response.SplitPathList;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of settings. */
final class Types {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern USER_INFO = Pattern.compile("//[^/]*@");
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CHECK = Pattern.compile("(GET|HEAD|OPTIONS) (/[!-~]*)");
    private static final Pattern ACCOUNTS = Pattern.compile("GET /[!-~]*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?");
    private static final Pattern CODE = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");

    static final Type<Boolean> FLAG = Type.of("true or false", Types::flag).as(Form.FLAG);
    static final Type<Set<Integer>> CODES =
            Type.of("HTTP status codes from 300 to 599 between commas, like 502,503 or 520-524", Types::codes);
    static final Type<Optional<URI>> URL = Type.of(
                    "an http or https URL with a host and without user, query and fragment", Types::url)
            .shownAs(text -> USER_INFO.matcher(text).replaceAll("//*****@"));
    static final Type<Map<String, String>> STRINGS = Type.of(
                    "a JSON object whose values are strings, like {\"name\":\"value\"}", Types::strings)
            .as(Form.OBJECT);
    static final Type<String> FOLDER = text(
            "a folder that this process can name (in the locale C only ASCII)",
            text -> !Path.of(text).toString().isEmpty());
    static final Type<Pattern> PATTERN = Type.of(
            "a regular expression of at most 1000 characters",
            text -> Pattern.compile(inside(text.length() <= 1000, text)));
    static final Type<Charset> CHARSET = Type.of("the name of a character set, like UTF-8", Charset::forName);
    static final Type<Character> DELIMITER = Type.of(
                    "one ASCII character other than a quote or line end, or the word tab", Types::delimiter)
            .untrimmed();
    static final Type<String> FIELD_NAME_OR_EMPTY =
            text("the name of an HTTP header, or empty", text -> text.isEmpty() || isFieldName(text));
    static final Type<String> HEADER_NAME = text("the name of an HTTP header", Types::isFieldName);
    static final Type<String> LINE =
            text("a text without line breaks", text -> text.chars().noneMatch(Character::isISOControl));
    static final Type<Correlation> CORRELATION = Type.of(
            "auto, position or field:REQUEST_FIELD=RESPONSE_PATH, like field:external_id=$.id", Correlation::parse);
    static final Type<String> REQUEST_SPLIT_PATH =
            Type.of("child steps and a wildcard at the end, e.g. $.customers.*", Types::requestSplitPath);
    static final Type<SplitPathList> SPLIT_PATHS =
            Type.of("JSONPaths between commas, each starting with $", SplitPathList::parse);
    static final Type<Secret> SECRET =
            Type.of("a text without line breaks", Types::secret).untrimmed().hidden();
    static final Type<SchemaErrorLimit> SCHEMA_ERROR_LIMIT =
            Type.of("a number of records like 100, a share like 5%, or empty", Types::schemaErrorLimit);
    static final Type<Checking> CHECK_REQUEST =
            Type.of("GET, HEAD or OPTIONS and a path that starts with /, or none, or empty", Types::checkRequest);
    static final Type<Optional<Condition>> CONDITION_OR_EMPTY = optional(
            Type.of("a condition like status == 200 and $.state == 'done', see responses.md", Condition::parse));
    static final Type<String> ANSWER_TEXT = text(
            "a JSONPath that starts with $, or header.NAME, or empty", text -> text.isEmpty() || isAnswerText(text));
    static final Type<String> PATH_BELOW =
            text("a path that starts with /, or empty", text -> text.isEmpty() || isPathBelow(text));
    static final Type<String> PATH_OR_ANSWER_TEXT = text(
            "a path that starts with /, a JSONPath that starts with $, header.NAME, or empty",
            text -> text.isEmpty() || isPathBelow(text) || isAnswerText(text));
    static final Type<String> ACCOUNTS_REQUEST = text(
            "GET and a path that starts with /, or empty",
            text -> text.isEmpty() || ACCOUNTS.matcher(text).matches());
    static final Type<Optional<Set<String>>> ACCOUNT_CHOICE =
            Type.of("*, none, or ids of accounts between commas", Types::accountChoice);
    static final Type<Optional<Pattern>> TABLE_PATTERN =
            Type.of("a regular expression with a group (?<table>...), or empty", Types::tablePattern);
    static final Type<List<String>> LIST = Type.of("names between commas", Types::list);
    static final Type<List<String>> ORIGINS = Type.of(
            "origins between commas, each a scheme and a host without a path, like https://app.example.com",
            Types::origins);

    static final Type<List<String>> PATH = Type.of("a name, or names between dots, like data.customers", Types::path);

    private Types() {}

    /** The load keeps the text; here it is only seen to be readable. */
    private static String requestSplitPath(String text) {
        Objects.requireNonNull(RequestSplitPath.parse(text));
        return text;
    }

    static Type<Integer> integer(int min, int max) {
        return Type.of("between " + min + " and " + max, text -> {
                    int number = Integer.parseInt(text);
                    return inside(number >= min && number <= max, number);
                })
                .as(Form.integer(min, max));
    }

    static Type<String> text(String allowed, Predicate<String> rule) {
        return Type.of(allowed, text -> inside(rule.test(text), text));
    }

    /** One of the enum's names, in lower case unless they are HTTP methods. */
    static <E extends Enum<E>> Type<E> word(Class<E> type, boolean lowerCase) {
        return word(type, constant -> lowerCase ? constant.name().toLowerCase(Locale.ROOT) : constant.name());
    }

    /** One of the enum's names, in lower case with hyphens. */
    static <E extends Enum<E>> Type<E> hyphenated(Class<E> type) {
        return word(type, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static <E extends Enum<E>> Type<E> word(Class<E> type, Function<E, String> name) {
        List<E> constants = List.of(type.getEnumConstants());
        String words = constants.stream().map(name).collect(Collectors.joining(", "));
        return Type.of(
                        "one of " + words,
                        text -> constants.stream()
                                .filter(constant -> name.apply(constant).equalsIgnoreCase(text))
                                .findFirst()
                                .orElseThrow(IllegalArgumentException::new))
                .as(Form.words(List.of(words.split(", "))));
    }

    /** A type whose text may also be empty. */
    static <T> Type<Optional<T>> optional(Type<T> type) {
        return Type.of(
                type.allowed() + ", or empty",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(type.parse(text)));
    }

    private static boolean isAnswerText(String text) {
        return text.startsWith("$") || (text.startsWith("header.") && isFieldName(text.substring(7)));
    }

    private static boolean isPathBelow(String text) {
        return text.startsWith("/") && ConnectionKeys.isEndpoint(text);
    }

    static boolean isFieldName(String text) {
        return FIELD_NAME.matcher(text).matches();
    }

    private static <T> T inside(boolean allowed, T value) {
        if (!allowed) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static Boolean flag(String text) {
        return inside(text.equals("true") || text.equals("false"), text.equals("true"));
    }

    private static Set<Integer> codes(String text) {
        Set<Integer> codes = new TreeSet<>();
        for (String part : list(text)) {
            var code = CODE.matcher(part);
            inside(code.matches(), part);
            int first = Integer.parseInt(code.group(1));
            int last = code.group(2) == null ? first : Integer.parseInt(code.group(2));
            inside(first >= 300 && last <= 599 && first <= last, part);
            for (int each = first; each <= last; each++) {
                codes.add(each);
            }
        }
        return codes;
    }

    private static Optional<URI> url(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        URI url = URI.create(trimmed);
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        boolean port = url.getPort() != 0 && url.getPort() <= 65535;
        return Optional.of(inside(web && plain && port && url.getHost() != null, url));
    }

    private static Map<String, String> strings(String text) {
        Map<String, String> strings = new LinkedHashMap<>();
        try {
            JsonNode tree = JSON.readTree(text);
            inside(tree.isObject(), tree);
            tree.properties().forEach(field -> {
                inside(field.getValue().isTextual(), field);
                strings.put(field.getKey(), field.getValue().textValue());
            });
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
        return strings;
    }

    private static Character delimiter(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        inside(text.length() == 1, text);
        char one = text.charAt(0);
        return inside(one <= 127 && one != '"' && one != '\n' && one != '\r', one);
    }

    private static SchemaErrorLimit schemaErrorLimit(String text) {
        if (text.isEmpty()) {
            return SchemaErrorLimit.NONE;
        }
        boolean share = text.endsWith("%");
        int number = Integer.parseInt(share ? text.substring(0, text.length() - 1) : text);
        inside(number >= 0 && (!share || number < 100), number);
        return share ? new SchemaErrorLimit.Percent(number) : new SchemaErrorLimit.Records(number);
    }

    private static Secret secret(String text) {
        inside(text.chars().noneMatch(each -> (each < ' ' && each != '\t') || each == 127), text);
        return text.isEmpty() ? Secret.NONE : new Secret(text);
    }

    private static Checking checkRequest(String text) {
        if (text.isEmpty()) {
            return Checking.DEFAULT;
        }
        if (text.equals("none")) {
            return new Checking("", "", Checking.DEFAULT.every(), Accounts.ITSELF);
        }
        var request = CHECK.matcher(text);
        inside(request.matches(), text);
        return new Checking(request.group(1), request.group(2), Checking.DEFAULT.every(), Accounts.ITSELF);
    }

    private static Optional<Set<String>> accountChoice(String text) {
        return switch (text) {
            case "*" -> Optional.empty();
            case "none" -> Optional.of(Set.of());
            default -> Optional.of(inside(!text.isEmpty(), new LinkedHashSet<>(list(text))));
        };
    }

    private static Optional<Pattern> tablePattern(String text) {
        inside(text.isEmpty() || text.contains("(?<table>"), text);
        return text.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(text));
    }

    private static List<String> path(String text) {
        List<String> names = text.isEmpty() ? List.of() : List.of(text.split("\\.", -1));
        return inside(names.stream().noneMatch(String::isBlank), names);
    }

    private static List<String> origins(String text) {
        List<String> origins = list(text);
        return inside(origins.stream().allMatch(each -> ORIGIN.matcher(each).matches()), origins);
    }

    private static List<String> list(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(part -> inside(!part.isEmpty(), part))
                        .toList();
    }
}
