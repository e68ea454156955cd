package io.drover.config;

import io.drover.schema.DestinationSchema;
import io.drover.schema.SchemaProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/** The schema files that loads name; what is wrong in them is a problem of the configuration, with file and line. */
final class SchemaFile {
    private static final long MOST_BYTES = 4L << 20;

    private final Path directory;
    private final Values values;

    SchemaFile(Path directory, Values values) {
        this.directory = directory;
        this.values = values;
    }

    /** The text of a load's schema file; empty without one and where problems were noted. */
    String text(String load) {
        String name = values.get(LoadKeys.SCHEMA, load);
        if (name.isEmpty()) {
            return "";
        }
        try {
            Path file = directory.resolve(name);
            if (Files.size(file) > MOST_BYTES) {
                values.refuse(LoadKeys.SCHEMA, load, "must be a schema file of at most 4 MB, but was " + name);
                return "";
            }
            String text = Files.readString(file);
            Objects.requireNonNull(DestinationSchema.parse(text));
            return text;
        } catch (IOException | InvalidPathException e) {
            values.refuse(
                    LoadKeys.SCHEMA,
                    load,
                    "must be a schema file in UTF-8 that can be read, but was " + name + " ("
                            + e.getClass().getSimpleName() + ")");
        } catch (SchemaProblems e) {
            e.problems()
                    .forEach(problem -> values.refuse(new Problem(problem.what(), Origin.line(name, problem.line()))));
        }
        return "";
    }
}
