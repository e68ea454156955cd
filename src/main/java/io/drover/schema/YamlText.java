package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.JsonText;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as YAML scalars: bare where nobody can read them as something else. */
final class YamlText {
    private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlText() {}

    static String scalar(String text) {
        if (BARE.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT))) {
            return text;
        }
        Bytes quoted = new Bytes(32).append('"');
        JsonText.append(quoted, text);
        return quoted.append('"').toString();
    }
}
