package io.drover.load;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of files of tables that have no load yet.
 *
 * @param createLoads true: one is started; false: the files wait
 * @param pattern of the names of files that name their table themselves; empty: only folders are tables
 * @param template the fields of a load that is started, by name in snake case, without its inbox
 * @param sample such a load, except that its inbox is the folder that the tables are in
 */
public record Tables(boolean createLoads, Optional<Pattern> pattern, Map<String, String> template, Load sample) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    public Tables {
        template = Collections.unmodifiableMap(new LinkedHashMap<>(template));
    }

    /** Whether a load can be made for a table of that name. */
    public static boolean isName(String table) {
        return NAME.matcher(table).matches();
    }

    /** The folder that the tables are in. */
    public Path inbox() {
        return sample.inbox();
    }

    /** The table that a file's name names; empty when it names none. */
    public Optional<String> tableOf(String fileName) {
        return pattern.map(each -> each.matcher(fileName))
                .filter(Matcher::matches)
                .map(match -> match.group("table"));
    }
}
