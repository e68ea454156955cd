package io.drover.proof.check;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the traces are.
 *
 * @param inputs the files as they were dropped, by name; kept apart from the home
 * @param directory the working directory: the home is {@code data} in it
 * @param load whose files they are
 * @param oracleLog what the destination wrote
 * @param sightings what was seen on the way, see {@link Sightings}
 * @param logs what the processes printed
 */
public record Evidence(Path inputs, Path directory, String load, Path oracleLog, Path sightings, List<Path> logs) {
    public Evidence {
        logs = List.copyOf(logs);
    }

    Path home(String folder) {
        return directory.resolve("data").resolve(folder);
    }

    Path ofLoad(String folder) {
        return home(folder).resolve(load);
    }
}
