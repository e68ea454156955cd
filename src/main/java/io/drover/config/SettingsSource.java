package io.drover.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where settings come from: environment over file over defaults.
 *
 * @param directory the working directory, against which relative paths are resolved
 * @param file the properties file, as messages name it
 * @param mustExist a missing file is a problem rather than an empty one
 * @param environment the variables of the process
 */
public record SettingsSource(Path directory, Path file, boolean mustExist, Map<String, String> environment) {
    private static final Path DEFAULT_FILE = Path.of("application.properties");

    public SettingsSource {
        environment = Map.copyOf(environment);
    }

    /** The file {@code application.properties} in the working directory, which may be missing. */
    public static SettingsSource inDirectory(Path directory, Map<String, String> environment) {
        return new SettingsSource(directory, DEFAULT_FILE, false, environment);
    }

    /** The file that the user named. */
    public static SettingsSource ofFile(Path directory, Path file, Map<String, String> environment) {
        return new SettingsSource(directory, file, true, environment);
    }

    /**
     * Reads and checks everything.
     *
     * @throws SettingsProblems with all problems found
     */
    public Settings read() {
        Map<String, Value> values = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        Origin source = Origin.file(file.toString());
        Path resolved = directory.resolve(file);
        if (Files.exists(resolved)) {
            new PropertiesFile(file.toString(), values, problems).read(resolved);
        } else if (mustExist) {
            problems.add(new Problem("the configuration file must exist, but " + resolved + " does not", source));
        }
        new Environment(environment, values, problems).apply();
        Map<String, String> others = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!key.startsWith(Keys.PREFIX)) {
                others.put(key, value.text());
            }
        });
        return Settings.of(new Values(values, source, problems), directory, others, source);
    }
}
