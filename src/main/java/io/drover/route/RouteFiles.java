package io.drover.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The route files of a process: those the jar carries, replaced file by file by those of the {@code routes} folder
 * beside the process, and whatever else stands in that folder.
 */
public final class RouteFiles {
    /** Every route file the jar carries, by the route's id. */
    public static final List<String> OURS = List.of(
            "pick-up",
            "resume",
            "run-file",
            "gather-files",
            "deliver-together",
            "end-run",
            "deliver-batch",
            "attempt",
            "split-response",
            "redelivery",
            TransformRecord.ID,
            "before-send",
            "after-run");

    private static final String ENDING = ".camel.yaml";

    private final Map<String, Path> replaced = new LinkedHashMap<>();
    private final List<Path> added = new ArrayList<>();

    /**
     * Looks at the folder; it need not exist.
     *
     * @throws UncheckedIOException when it exists and can't be listed
     */
    public RouteFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " can't be read", e);
        }
    }

    private void add(Path file) {
        String name = String.valueOf(file.getFileName());
        String id = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        if (!OURS.contains(id)) {
            added.add(file);
        } else if (!isOurs(id, file)) {
            replaced.put(id, file);
        }
    }

    /** An unchanged copy replaces nothing; so whoever stands in the project's folder runs what the jar carries. */
    private static boolean isOurs(String id, Path file) {
        try (InputStream ours = RouteFiles.class.getResourceAsStream("/routes/" + id + ENDING)) {
            return ours != null && Arrays.equals(ours.readAllBytes(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " can't be read", e);
        }
    }

    /** Whether the folder has a file of its own for one of our routes. */
    public boolean replaces(String id) {
        return replaced.containsKey(id);
    }

    /** The file of one of our routes, as Camel names resources. */
    public String resource(String id) {
        Path file = replaced.get(id);
        return file == null ? "classpath:routes/" + id + ENDING : "file:" + file;
    }

    /** The YAML of one of our routes, as it is in use. */
    public String text(String id) {
        Path file = replaced.get(id);
        if (file != null) {
            return String.join("\n", lines(file)) + "\n";
        }
        try (InputStream ours = RouteFiles.class.getResourceAsStream("/routes/" + id + ENDING)) {
            return ours == null ? "" : new String(ours.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's route " + id + " can't be read", e);
        }
    }

    /** What Camel has to load for these routes and every added file, comma separated. */
    public String includePattern(List<String> ids) {
        List<String> resources = new ArrayList<>();
        ids.forEach(id -> resources.add(resource(id)));
        added.forEach(file -> resources.add("file:" + file));
        return String.join(",", resources);
    }

    /** What is wrong with the files of the folder as YAML: file, line and reason of each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Stream.concat(replaced.values().stream(), added.stream()).forEach(file -> check(file, problems));
        return problems;
    }

    /** Where in the folder's files a line says this: file and line of each. */
    public List<String> places(Pattern text) {
        List<String> places = new ArrayList<>();
        Stream.concat(replaced.values().stream(), added.stream()).forEach(file -> {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (text.matcher(lines.get(i)).find()) {
                    places.add(file + " line " + (i + 1));
                }
            }
        });
        return places;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " can't be read", e);
        }
    }

    private static void check(Path file, List<String> problems) {
        try (InputStream in = Files.newInputStream(file)) {
            Object content = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            if (!(content instanceof List)) {
                problems.add(file + ": must be a YAML list of routes ('- route:'), but is "
                        + (content == null ? "empty" : "something else"));
            }
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> " line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            problems.add(file + line + ": " + e.getProblem());
        } catch (IOException e) {
            problems.add(file + ": can't be read: " + e.getMessage());
        }
    }
}
