package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.BatchId;
import io.drover.batch.ErrorClass;
import io.drover.batch.Rest;
import io.drover.batch.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a disk that changes bits on its own does to the journal: it is told, or nothing of what is read is different. */
class DamagedJournalTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final int STEP = Integer.getInteger("drover.damage.step", 7);

    @TempDir
    Path state;

    private Path file;

    /** What a start reads of runs that go on. */
    private record Read(List<RunEntry> runs, List<Optional<Recovery>> recoveries, List<List<String>> bundles) {
        static Read of(Journal journal) {
            List<String> names = List.of("7", "8");
            return new Read(
                    names.stream().flatMap(run -> journal.run(run).stream()).toList(),
                    names.stream().map(journal::recovery).toList(),
                    names.stream().map(journal::bundleOf).toList());
        }
    }

    @BeforeEach
    void write() {
        file = state.resolve("journal.db");
        Tally tally = new Tally(10, 7, Map.of(ErrorClass.HTTP, 2L, ErrorClass.NO_VERDICT, 1L), 3, 5, 1, 1);
        BatchId third = BatchId.of("7", 3);
        try (Journal journal = Journal.open(state)) {
            for (String run : List.of("7", "8")) {
                journal.begin(
                        new RunStart(run, "people", "crm", run + ".csv", "aa", 42, "{\"a\":1}", NOON, Optional.of("6")),
                        "running");
            }
            journal.state("7", "paused");
            journal.state("7", "running");
            journal.finishing("8", "finishing", "{\"records\":10}");
            journal.markSent("7", 64);
            journal.attempted(third, 2);
            journal.tooLarge("7", new SizeLimit(5, 1000));
            journal.bundle(List.of("7", "8"));
            journal.accepted(third, new Job("j1", "/jobs/1", NOON));
            journal.keyRenewed(third, 1);
            journal.settled(
                    List.of(new Progress("7", "1-2,4.1", tally, 1000, 200)),
                    List.of(),
                    List.of(new Parting(third, Rest.parse("1,3"), 1)));
        }
    }

    private Read read() {
        try (Journal journal = Journal.open(state)) {
            return Read.of(journal);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"runs", "progress", "attempts", "bundles", "partings", "size_limits", "jobs", "renewed_keys"})
    void aValueThatWasNotWrittenIsTold(String table) throws SQLException, IOException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (described.next()) {
                columns.add(described.getString("name"));
            }
        }
        // A run that is not found is a new one: it begins from its first record.
        columns.remove("run");
        assertThat(columns).contains("row_sum");
        byte[] whole = Files.readAllBytes(file);
        for (String column : columns) {
            change(table, column);
            assertThatThrownBy(this::read).as("%s.%s", table, column).isInstanceOf(JournalException.class);
            Files.write(file, whole);
        }
        assertThat(read().recoveries().get(0)).isPresent();
    }

    private void change(String table, String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE %1$s SET %2$s = CASE typeof(%2$s) WHEN 'integer' THEN %2$s + 1 ELSE"
                            .formatted(table, column)
                    + " coalesce(%s, '') || '1' END WHERE run = '7'".formatted(column));
        }
    }

    @Test
    void aFlippedBitChangesNothingUnheard() throws IOException {
        Read written = read();
        byte[] whole = Files.readAllBytes(file);
        int told = 0;
        // Most of the file is empty pages; of the rest a prime step takes other bytes of each row.
        int[] held =
                IntStream.range(0, whole.length).filter(at -> whole[at] != 0).toArray();
        for (int i = 0; i < held.length; i += STEP) {
            int at = held[i];
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(file, damaged);
            told += isTold(written, at) ? 1 : 0;
        }
        assertThat(told).isGreaterThan(500 / STEP);
    }

    private boolean isTold(Read written, int at) throws IOException {
        try {
            Read read = read();
            // Lost is not changed: such a run begins from its first record, with the same batches and keys.
            assertThat(written.runs()).as("byte %s", at).containsAll(read.runs());
            for (int run = 0; run < 2; run++) {
                assertThat(read.recoveries().get(run))
                        .as("byte %s", at)
                        .isIn(written.recoveries().get(run), Optional.empty());
                assertThat(read.bundles().get(run))
                        .as("byte %s", at)
                        .isIn(written.bundles().get(run), List.of());
            }
            return !read.equals(written);
        } catch (JournalException e) {
            return true;
        } finally {
            Files.deleteIfExists(state.resolve("journal.db-wal"));
            Files.deleteIfExists(state.resolve("journal.db-shm"));
        }
    }
}
