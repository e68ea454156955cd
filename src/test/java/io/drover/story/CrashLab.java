package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.drover.app.Drover;
import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.journal.SettledBatches;
import io.drover.run.RunListener;
import io.drover.run.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A working directory with its settings and its home folder, and what is done to it between two processes. */
final class CrashLab {
    /** Longer than anything takes that works. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** One connection named crm to that destination, and one load named items. */
    CrashLab(Path directory, CrashDestination destination) {
        this.directory = directory;
        set("drover.home", "data");
        set("drover.server.port", "0");
        set("drover.management.port", "0");
        connect("crm", destination);
        load("items", "grouping-limit=10");
    }

    private CrashLab(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings.putAll(settings);
    }

    /** Adds a connection to the destination. */
    void connect(String name, CrashDestination destination) {
        String prefix = "drover.connections." + name + ".";
        set(prefix + "api-base-url", destination.url());
        set(prefix + "api-endpoint", "/items");
        set(prefix + "response-split-path", "$.failed.*,$.loaded.*");
        set(prefix + "correlate", "field:id=$.id");
        set(prefix + "backoff", "10ms");
        set(prefix + "max-backoff", "20ms");
    }

    /** Records that the destination calls busy go again. */
    void retryTheBusy(Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("busy.yaml"), """
                correlate: {field: id, path: $.id}
                lists:
                  - {path: $.loaded, role: success}
                  - {path: $.failed, role: error}
                  - {path: $.busy, role: unprocessed}
                """);
        remove("drover.connections.crm.response-split-path");
        remove("drover.connections.crm.correlate");
        connection("response", rules.toString());
    }

    void set(String key, String value) {
        settings.put(key, value);
    }

    void remove(String prefix) {
        settings.keySet().removeIf(key -> key.startsWith(prefix));
    }

    void connection(String key, String value) {
        set("drover.connections.crm." + key, value);
    }

    /** Adds or changes a load of the connection crm. */
    void load(String name, String... values) {
        String prefix = "drover.loads." + name + ".";
        settings.putIfAbsent(prefix + "connection", "crm");
        settings.putIfAbsent(prefix + "settle", "0s");
        for (String value : values) {
            int equals = value.indexOf('=');
            set(prefix + value.substring(0, equals), value.substring(equals + 1));
        }
    }

    Path directory() {
        return directory;
    }

    Path home() {
        return directory.resolve("data");
    }

    Path inbox(String load) {
        return home().resolve("inbox").resolve(load);
    }

    /** Writes application.properties. */
    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("application.properties"), text, UTF_8);
    }

    Settings settings() throws IOException {
        write();
        return SettingsSource.inDirectory(directory, Map.of()).read();
    }

    /** A process in this one: goes on with what is pending and watches the inboxes. */
    Drover watch(RunListener... more) throws IOException {
        List<RunListener> listeners = new ArrayList<>(List.of(more));
        listeners.add(new RunLog());
        return Drover.watch(settings(), directory, listeners);
    }

    /** Drops a file as a careful sender does: under another name first. */
    void drop(String load, String name, byte[] content) throws IOException {
        Files.createDirectories(inbox(load));
        Path part = inbox(load).resolve("." + CrashDestination.sha256(name.getBytes(UTF_8)) + ".part");
        Files.write(part, content);
        // Times that any copy of the home can keep exactly.
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        Files.move(part, inbox(load).resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A file of records with the ids 1 to {@code records}. */
    static byte[] csv(int records) {
        return csv(1, records);
    }

    static byte[] csv(int first, int last) {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int id = first; id <= last; id++) {
            text.append(id).append(",name of ").append(id).append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Waits until the load has taken everything and nothing is going on any more. */
    void awaitEnd(String load) {
        // The inbox twice: a file may be on its way back to it.
        until(() -> visible(inbox(load)).isEmpty()
                && visible(home().resolve("processing")).isEmpty()
                && visible(inbox(load)).isEmpty());
    }

    static void until(Callable<Boolean> so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(so);
    }

    /** What happens while a process works. */
    interface Story {
        void tell() throws IOException;
    }

    /** Starts, lets that happen, and stops. */
    void watching(Story story, RunListener... more) throws IOException {
        Drover drover = watch(more);
        try {
            story.tell();
        } finally {
            drover.close();
        }
    }

    /** Starts, waits until nothing of the load is left to do, and stops. */
    void finish(String load) throws IOException {
        watching(() -> awaitEnd(load));
    }

    /** The entries of a folder that are not hidden, by name; none when there is no folder. */
    static List<Path> visible(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> files(String folder, String load) {
        return visible(home().resolve(folder).resolve(load));
    }

    /** The same settings and an exact copy of the home: what a crash at this moment leaves. */
    CrashLab image(Path to) {
        CrashLab image = new CrashLab(to, settings);
        try {
            copyAsItStands(home(), image.home());
            for (Path run : visible(image.home().resolve("processing"))) {
                Path claim = run.resolve(".claim.json");
                if (Files.exists(claim)) {
                    String moved = Files.readString(claim)
                            .replace(home().toString(), image.home().toString());
                    Files.writeString(claim, moved);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return image;
    }

    /** Other threads may be moving files meanwhile: a copy in which one is missing, or stands twice, is no image. */
    private static void copyAsItStands(Path from, Path to) throws IOException {
        for (int left = 100; ; left--) {
            try {
                List<Path> before = walk(from);
                copy(from, to);
                if (walk(from).equals(before) || left == 0) {
                    return;
                }
            } catch (NoSuchFileException | UncheckedIOException moved) {
                if (left == 0) {
                    throw moved;
                }
            }
            delete(to);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = Files.exists(folder) ? walk(folder) : List.of();
        for (int at = all.size() - 1; at >= 0; at--) {
            Files.delete(all.get(at));
        }
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted().toList();
        }
    }

    /** The journal first: what it says is settled has been forced before, and stands in what is copied after it. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> all = new ArrayList<>(walk(from));
        all.sort(Comparator.comparing(path -> !path.startsWith(from.resolve("state"))));
        Files.createDirectories(to);
        for (Path path : all) {
            if (path.equals(from)) {
                continue;
            }
            Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** The runs the journal knows; read from a copy, so that the journal stays as the crash left it. */
    List<RunEntry> runs(Path scratch) throws IOException {
        try (Journal journal = journalCopy(scratch)) {
            return journal.runs();
        }
    }

    /** What the journal holds as settled of the only run; nothing when there is no run yet. */
    SettledBatches settled(Path scratch) throws IOException {
        try (Journal journal = journalCopy(scratch)) {
            return journal.runs().stream()
                    .findFirst()
                    .flatMap(run -> journal.recovery(run.start().run()))
                    .map(recovery -> recovery.progress().settledBatches())
                    .orElseGet(() -> SettledBatches.parse(""));
        }
    }

    private Journal journalCopy(Path scratch) throws IOException {
        Path copy = Files.createTempDirectory(scratch, "journal");
        if (Files.isDirectory(home().resolve("state"))) {
            for (Path file : visible(home().resolve("state"))) {
                if (String.valueOf(file.getFileName()).startsWith("journal.db")) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        return Journal.open(copy);
    }
}
