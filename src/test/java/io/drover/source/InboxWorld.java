package io.drover.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.load.Shaping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A home in a temporary folder with one load, and both clocks in the test's hands. */
final class InboxWorld extends Clock {
    final HomeFolders home;
    final Load load;
    final InboxFilter filter;
    final Claims claims;
    final ClaimRecovery recovery;
    Instant now = Instant.now().plusSeconds(60);
    long nanos;

    InboxWorld(Path folder) {
        this(folder, false);
    }

    InboxWorld(Path folder, boolean waitForMarker) {
        home = new HomeFolders(folder.resolve("home"));
        load = new Load(
                "customers",
                "crm",
                "",
                home.inbox("customers"),
                Pattern.compile(".*\\.csv"),
                Duration.ofSeconds(1),
                waitForMarker,
                Duplicates.REFUSE,
                1,
                1_000_000,
                new CsvFormat(',', UTF_8),
                "",
                Shaping.NONE);
        filter = new InboxFilter(load, this, () -> nanos);
        claims = new Claims(home, new RunIds(this, () -> 0));
        recovery = new ClaimRecovery(home);
        if (!home.prepare(List.of(load)).isEmpty()) {
            throw new IllegalStateException("the temporary folder can't be used");
        }
    }

    /** The same load with another inbox. */
    static Load withInbox(Load load, Path inbox) {
        return new Load(
                load.name(),
                load.connection(),
                load.account(),
                inbox,
                load.include(),
                load.settle(),
                load.waitForMarker(),
                load.duplicates(),
                load.groupingLimit(),
                load.maxBatchBytes(),
                load.csv(),
                load.requestSplitPath(),
                load.shaping());
    }

    /** The same load for files of another format. */
    static Load withCsv(Load load, CsvFormat csv) {
        return new Load(
                load.name(),
                load.connection(),
                load.account(),
                load.inbox(),
                load.include(),
                load.settle(),
                load.waitForMarker(),
                load.duplicates(),
                load.groupingLimit(),
                load.maxBatchBytes(),
                csv,
                load.requestSplitPath(),
                load.shaping());
    }

    Path drop(String name, String content) throws IOException {
        return Files.writeString(load.inbox().resolve(name), content);
    }

    /** Changes a file's content so that its time differs, however coarse the file system's clock is. */
    static void change(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    }

    Claim take(Path file) throws IOException {
        return taken(claims.claim(filter, file));
    }

    static Claim taken(Claiming claiming) {
        if (claiming instanceof Claiming.Taken taken) {
            return taken.claim();
        }
        throw new AssertionError(claiming);
    }

    /** All files below the home, relative, in order; the content of none is in two of them. */
    List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home.home())) {
            all.filter(Files::isRegularFile)
                    .map(file -> home.home().relativize(file).toString())
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    List<String> runFolders() throws IOException {
        try (Stream<Path> all = Files.list(home.processing())) {
            return all.map(folder -> String.valueOf(folder.getFileName())).toList();
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
