package io.drover.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened in runs besides what is settled, a line of JSON each, for who looks at them later. Nothing depends on it:
 * it is not forced to the disk, a crash may lose its last lines, and it is dropped after a month. Safe for every thread.
 */
public final class RunDiary {
    private static final Logger LOG = LoggerFactory.getLogger(RunDiary.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path folder;

    private RunDiary(Path folder) {
        this.folder = folder;
    }

    /** The diary in that folder. */
    public static RunDiary open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.warn("Diary of runs can't be kept. folder={} reason=\"{}\"", folder, e.getMessage());
        }
        return new RunDiary(folder);
    }

    /** Drops what is older than a month, or than what else is remembered. */
    public synchronized void tidy(Instant now, Duration remembered) {
        Instant before = now.minus(remembered.compareTo(KEPT) < 0 ? remembered : KEPT);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Diary of runs could not be tidied. folder={} reason=\"{}\"", folder, e.getMessage());
        }
    }

    private Path file(String run) {
        return folder.resolve(run + ".jsonl");
    }

    /** Adds lines to a run's diary. */
    public synchronized void add(String run, List<? extends JsonNode> lines) {
        try {
            Files.write(
                    file(run),
                    lines.stream().map(JsonNode::toString).toList(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("Diary of a run could not be written. run={} reason=\"{}\"", run, e.getMessage());
        }
    }

    /** Hands over a run's lines in their order, but for one that a crash cut off. */
    public synchronized void read(String run, Consumer<JsonNode> sink) {
        try (BufferedReader lines = Files.newBufferedReader(file(run))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hand(line, sink);
            }
        } catch (NoSuchFileException none) {
            LOG.debug("No diary. run={}", run);
        } catch (IOException e) {
            LOG.warn("Diary of a run could not be read. run={} reason=\"{}\"", run, e.getMessage());
        }
    }

    private static void hand(String line, Consumer<JsonNode> sink) {
        try {
            sink.accept(JSON.readTree(line));
        } catch (JsonProcessingException cutOff) {
            LOG.debug("A line of a diary was cut off");
        }
    }
}
