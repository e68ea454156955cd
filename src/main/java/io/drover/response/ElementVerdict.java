package io.drover.response;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one element of the answer says of its record.
 *
 * <p>An element of a mixed list says error when its {@code success}, {@code status} or {@code ok} is false, it has an
 * error, its code or message, a status or code is a number of 400 or more, or its {@code status}, {@code state},
 * {@code result} or {@code outcome} is a word of failure; otherwise success. Of the elements that are not objects, only {@code true} and {@code false} say
 * anything in a mixed list; null never does.
 */
enum ElementVerdict {
    ERROR,
    SUCCESS,
    WARNING,
    SKIPPED,
    UNPROCESSED,
    SILENT;

    private static final List<String> FLAGS = List.of("success", "status", "ok");
    private static final List<String> ERRORS =
            List.of("error", "errors", "errorCode", "error_code", "errorMessage", "error_message");
    private static final List<String> WORDS = List.of("status", "state", "result", "outcome");
    private static final List<String> CODES = List.of("status", "statusCode", "status_code", "httpStatusCode", "code");
    private static final Pattern FAILURE_WORD = Pattern.compile("error|fail|invalid|reject|skip");
    private static final Pattern NUMBER = Pattern.compile("\\d{3,9}");
    private static final Pattern NO_ERROR = Pattern.compile("(?i)\\s*(?:0+|ok|none|null|no[ _-]?error|success)\\s*");
    private static final int FIRST_ERROR_CODE = 400;

    static ElementVerdict of(SplitRole role, @Nullable Object element) {
        if (element == null) {
            return SILENT;
        }
        return switch (role) {
            case ERROR -> ERROR;
            case SUCCESS -> Boolean.FALSE.equals(element) ? SILENT : SUCCESS;
            case WARNING -> WARNING;
            case SKIPPED -> SKIPPED;
            case UNPROCESSED -> UNPROCESSED;
            case MIXED -> judged(element);
        };
    }

    /** Whether the element says that its record did not fare well. */
    boolean isFailure() {
        return this == ERROR || this == SKIPPED || this == UNPROCESSED;
    }

    private static ElementVerdict judged(Object element) {
        if (element instanceof Boolean flag) {
            return flag ? SUCCESS : ERROR;
        }
        if (!(element instanceof Map<?, ?> fields)) {
            return SILENT;
        }
        boolean failed = FLAGS.stream().anyMatch(name -> isFalse(fields.get(name)))
                || ERRORS.stream().anyMatch(name -> saysSomething(fields.get(name)))
                || CODES.stream().anyMatch(name -> isErrorCode(fields.get(name)))
                || WORDS.stream().anyMatch(name -> isFailureWord(fields.get(name)));
        return failed ? ERROR : SUCCESS;
    }

    private static boolean isFalse(@Nullable Object value) {
        return Boolean.FALSE.equals(value) || (value instanceof String text && text.equalsIgnoreCase("false"));
    }

    private static boolean saysSomething(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value instanceof String text
                ? !text.isBlank() && !isFalse(text) && !NO_ERROR.matcher(text).matches()
                : Boolean.TRUE.equals(value);
    }

    private static boolean isErrorCode(@Nullable Object value) {
        if (value instanceof String text) {
            return NUMBER.matcher(text).matches() && Integer.parseInt(text) >= FIRST_ERROR_CODE;
        }
        return value instanceof Number number && number.doubleValue() >= FIRST_ERROR_CODE;
    }

    private static boolean isFailureWord(@Nullable Object value) {
        return value instanceof String text
                && FAILURE_WORD.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
