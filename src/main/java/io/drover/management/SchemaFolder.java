package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.schema.SchemaProblems;
import io.drover.schema.SchemaText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder {@code schemas/} beside the process. */
final class SchemaFolder {
    private static final String NAME = "schemas";
    private static final int MOST = 1000;

    private final Path directory;

    /** @param directory the working directory */
    SchemaFolder(Path directory) {
        this.directory = directory;
    }

    /** The schema in a file that a load names. */
    ObjectNode read(String file) {
        try {
            return SchemaText.read(Files.readString(directory.resolve(file)));
        } catch (IOException | SchemaProblems e) {
            throw Refusal.conflict("The schema file " + file + " can't be read now");
        }
    }

    /**
     * Writes a file that was not there before.
     *
     * @return its name, relative to the working directory
     */
    String add(String load, String yaml) {
        try {
            Files.createDirectories(directory.resolve(NAME));
            for (int number = 1; number <= MOST; number++) {
                String name = NAME + "/" + load + (number == 1 ? "" : "-" + number) + ".schema.yaml";
                if (written(directory.resolve(name), yaml)) {
                    return name;
                }
            }
        } catch (IOException e) {
            throw Refusal.conflict("The folder " + NAME + "/ beside the process can't be written: save the schema as a"
                    + " file there yourself, and name it in the load");
        }
        throw Refusal.conflict("There are " + MOST + " schemas of this load in " + NAME + "/: clear some away");
    }

    private static boolean written(Path file, String yaml) throws IOException {
        try {
            Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.readString(file).equals(yaml);
        }
    }
}
