package io.drover.response;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the elements at a split path say of their records. */
public enum SplitRole {
    ERROR,
    SUCCESS,
    /** Each element tells by itself, see {@link ElementVerdict}. */
    MIXED,
    /** A remark on a record, which says nothing about how it fared. */
    WARNING,
    /** The destination did not do what was asked, on purpose; an error of its own kind. */
    SKIPPED,
    /** The destination rolled the record back or never looked at it. */
    UNPROCESSED;

    /** The roles that an element itself can have. */
    static final List<SplitRole> OF_ELEMENTS = List.of(ERROR, SUCCESS, WARNING, SKIPPED, UNPROCESSED);

    private static final Pattern FILTER = Pattern.compile("\\[\\?.*?\\)]");
    private static final Pattern ERROR_NAME = Pattern.compile("error|fail|invalid|reject");
    private static final Pattern SUCCESS_NAME = Pattern.compile("(?<!un)success|succeed");

    /**
     * The roles of the paths, in their order: by the names in them where any path is named for errors, otherwise
     * errors first, then successes. A single path without a telling name is a mixed list.
     */
    public static List<SplitRole> of(List<String> paths) {
        boolean errorsNamed = paths.stream().anyMatch(path -> named(path, ERROR_NAME));
        return java.util.stream.IntStream.range(0, paths.size())
                .mapToObj(at -> role(paths, at, errorsNamed))
                .toList();
    }

    /** Whether the roles rest on the order of the paths alone, because no name in them tells. */
    public static boolean guessed(List<String> paths) {
        return paths.size() > 1
                && paths.stream().noneMatch(path -> named(path, ERROR_NAME) || named(path, SUCCESS_NAME));
    }

    private static SplitRole role(List<String> paths, int at, boolean errorsNamed) {
        String path = paths.get(at);
        if (named(path, ERROR_NAME)) {
            return ERROR;
        }
        if (errorsNamed || named(path, SUCCESS_NAME)) {
            return SUCCESS;
        }
        if (paths.size() == 1) {
            return MIXED;
        }
        return at == 0 ? ERROR : SUCCESS;
    }

    // Names inside a filter are conditions on the elements, not the name of their list.
    private static boolean named(String path, Pattern names) {
        return names.matcher(FILTER.matcher(path).replaceAll("").toLowerCase(Locale.ROOT))
                .find();
    }
}
