package io.drover.planted;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a bug changes, compiled into a folder that comes before the sound classes on the class path. */
final class PlantedClasses {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    private PlantedClasses() {}

    /** @throws IllegalStateException when the bug can't be planted: its text is gone, or it does not compile */
    static void make(PlantedBug bug, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<Path, String> changed : changed(bug).entrySet()) {
            Path file = changed.getKey();
            boolean java = file.startsWith(SOURCES);
            Path to = java
                    ? folder.resolve(file)
                    : classes.resolve(file.startsWith(RESOURCES) ? RESOURCES.relativize(file) : file);
            Files.createDirectories(to.resolveSibling(""));
            Files.writeString(to, changed.getValue());
            if (java) {
                sources.add(to);
            }
        }
        if (!sources.isEmpty()) {
            compile(sources, classes);
        }
    }

    /** The text of each changed file. */
    static Map<Path, String> changed(PlantedBug bug) throws IOException {
        Map<Path, String> texts = new LinkedHashMap<>();
        for (PlantedBug.Change change : bug.changes()) {
            String before =
                    texts.containsKey(change.file()) ? texts.get(change.file()) : Files.readString(change.file());
            texts.put(change.file(), change.applyTo(before));
        }
        return texts;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-parameters",
                    "--release",
                    "17",
                    "-d",
                    classes.toString(),
                    "-cp",
                    PlantedProcess.classPath());
            boolean compiled = compiler.getTask(
                            problems, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("it does not compile: " + problems);
            }
        }
    }
}
