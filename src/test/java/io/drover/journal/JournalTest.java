package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.drover.batch.BatchId;
import io.drover.batch.ErrorClass;
import io.drover.batch.Rest;
import io.drover.batch.Tally;
import io.drover.database.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path state;

    private static RunStart start(String run, String sha256) {
        return new RunStart(run, "people", "crm", "people.csv", sha256, 42, "{}", NOON, Optional.of("6"));
    }

    @Test
    void remembersARunOverARestart() {
        Tally tally = new Tally(10, 7, Map.of(ErrorClass.HTTP, 2L, ErrorClass.NO_VERDICT, 1L), 3, 5, 1, 1);
        Progress progress = new Progress("7", "1-2,4.1", tally, 1000, 200);
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            journal.markSent("7", 64);
            journal.markSent("7", 32);
            journal.attempted(BatchId.of("7", 3), 1);
            journal.attempted(BatchId.of("7", 3), 2);
            journal.attempted(BatchId.of("7", 2), 1);
            journal.settled(List.of(progress), List.of(BatchId.of("7", 2)), List.of());
        }
        try (Journal journal = Journal.open(state)) {
            assertThat(journal.recovery("7"))
                    .contains(new Recovery(progress, 64, Map.of("3", 2), Map.of(), List.of(), UnderWay.NOTHING));
            assertThat(journal.recovery("8")).isEmpty();
            assertThat(journal.run("7"))
                    .contains(new RunEntry(start("7", "aa"), "running", Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void findsContentThatWasLoadedBefore() {
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            journal.begin(start("8", "bb"), "running");
            journal.begin(start("9", "aa"), "running");
            journal.end("7", "done", NOON, Optional.of("{}"));

            assertThat(journal.runsOf("people", "aa"))
                    .extracting(entry -> entry.start().run(), RunEntry::state)
                    .containsExactly(tuple("9", "running"), tuple("7", "done"));
            assertThat(journal.runsOf("others", "aa")).isEmpty();
            assertThat(journal.runs()).hasSize(3);
        }
    }

    @Test
    void forgetsRunsThatEndedBeforeAndNoOthers() {
        try (Journal journal = Journal.open(state)) {
            for (String run : List.of("1", "2", "3", "4", "5", "6")) {
                journal.begin(start(run, "aa"), "running");
            }
            journal.bundle(List.of("4", "5"));
            for (String run : List.of("1", "2", "4")) {
                journal.end(run, "done", NOON, Optional.of("{}"));
            }
            journal.end("6", "done", NOON.plusSeconds(10), Optional.of("{}"));

            assertThat(journal.forget(NOON.plusSeconds(1), Set.of("2"), 9)).isEqualTo(1);

            assertThat(journal.runs())
                    .as("1 is old; 2 is to be kept, 3 and 5 go on, 4 travels with 5, 6 is young")
                    .extracting(entry -> entry.start().run())
                    .containsExactly("6", "5", "4", "3", "2");
            assertThat(journal.recovery("1")).isEmpty();
            journal.end("5", "done", NOON, Optional.of("{}"));
            assertThat(journal.forget(NOON.plusSeconds(1), Set.of("2"), 1)).isEqualTo(1);
            assertThat(journal.forget(NOON.plusSeconds(1), Set.of("2"), 1)).isEqualTo(1);
            assertThat(journal.forget(NOON.plusSeconds(1), Set.of("2"), 1)).isZero();
            assertThat(journal.bundleOf("5")).isEmpty();
        }
    }

    @Test
    void neverTakesARunBackOnceItIsOver() {
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            journal.state("7", "finishing");
            journal.end("7", "done", NOON, Optional.empty());

            assertThatThrownBy(() -> journal.state("7", "running")).hasMessageContaining("run 7 is over");
            assertThatThrownBy(() -> journal.end("7", "failed", NOON, Optional.empty()))
                    .hasMessageContaining("run 7 is over");
            assertThat(journal.run("7").orElseThrow().state()).isEqualTo("done");
        }
    }

    @Test
    void recordsAGroupWhollyOrNotAtAll() {
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            Progress known = new Progress("7", "1", Tally.NONE, 10, 10);

            assertThatThrownBy(() -> journal.settled(List.of(known, Progress.none("8")), List.of(), List.of()))
                    .hasMessageContaining("run 8 is not in the journal");

            assertThat(journal.recovery("7").orElseThrow().progress()).isEqualTo(Progress.none("7"));
        }
    }

    @Test
    void bringsAJournalOfTheFirstVersionToTheNewest() throws SQLException {
        Journal.open(state).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            for (String table : List.of("bundles", "partings", "size_limits", "jobs", "renewed_keys")) {
                statement.execute("DROP TABLE " + table);
            }
            for (String column : List.of(
                    "runs DROP row_sum", "progress DROP row_sum", "progress DROP mark_sum", "attempts DROP row_sum")) {
                statement.execute("ALTER TABLE " + column);
            }
            statement.execute("DROP INDEX runs_by_end");
            statement.execute("UPDATE schema_version SET version = 1");
        }
        try (Journal journal = Journal.open(state)) {
            assertThat(journal.bundleOf("1")).isEmpty();
            assertThat(journal.recovery("1")).isEmpty();
        }
    }

    @Test
    void refusesTheJournalOfANewerDroverUntouched() throws SQLException, IOException {
        Journal.open(state).close();
        Path file = state.resolve("journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = 99");
        }
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> Journal.open(state))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(
                        "has version 99, but this Drover knows versions up to " + JournalSchema.SCHEMA.newest());

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void bringsAnEmptyDatabaseToTheNewestVersion() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("journal.db"))) {
            assertThat(Schema.version(connection)).isZero();
            JournalSchema.SCHEMA.migrate(connection, 0);
            assertThat(Schema.version(connection)).isEqualTo(JournalSchema.SCHEMA.newest());
            JournalSchema.SCHEMA.migrate(connection, JournalSchema.SCHEMA.newest());
        }
        Journal.open(state).close();
    }

    @Test
    void saysWhichFileIsNoJournal() throws IOException {
        Files.writeString(
                state.resolve("journal.db"), "not a database, and long enough to be looked at as one".repeat(9));

        assertThatThrownBy(() -> Journal.open(state)).hasMessageContaining("journal.db can't be opened");
    }

    @Test
    void leavesAForeignDatabaseAlone() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE other (id BIGINT)");
        }

        assertThatThrownBy(() -> Journal.open(state)).hasMessageContaining("no such table: schema_version");
    }

    @Test
    void staysSmallOverManyCommits() throws IOException {
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            for (int i = 1; i <= 200; i++) {
                journal.settled(List.of(new Progress("7", "1-" + i, Tally.NONE, i, i)), List.of(), List.of());
            }
        }
        // Nearly all of it is the first pages of tables and their indexes.
        assertThat(Files.size(state.resolve("journal.db"))).isLessThan(96 * 1024);
    }

    @Test
    void remembersWhatGoesOnOfABatchUntilTheRunIsOver() {
        Parting parting = new Parting(BatchId.of("7", 3), Rest.of(9, group -> group > 4), 2);
        SizeLimit limit = new SizeLimit(4, 1000);
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            journal.settled(List.of(Progress.none("7")), List.of(), List.of(parting));
            journal.tooLarge("7", limit);
        }
        try (Journal journal = Journal.open(state)) {
            Recovery recovery = journal.recovery("7").orElseThrow();
            assertThat(recovery.partings()).isEqualTo(Map.of("3", parting));
            assertThat(recovery.sizeLimits()).containsExactly(limit);

            journal.end("7", "done", NOON, Optional.empty());

            assertThat(journal.recovery("7").orElseThrow().partings()).isEmpty();
        }
    }

    @Test
    void knowsJobsAndKeysUntilTheirBatchIsSettled() {
        Job job = new Job("j 1", "/jobs/j%201", Instant.parse("2026-11-21T12:00:00Z"));
        try (Journal journal = Journal.open(state)) {
            journal.begin(start("7", "aa"), "running");
            journal.accepted(BatchId.of("7", 3), job);
            journal.keyRenewed(BatchId.of("7", 4), 1);
            journal.keyRenewed(BatchId.of("7", 4), 2);
        }
        try (Journal journal = Journal.open(state)) {
            assertThat(journal.recovery("7").orElseThrow().underWay())
                    .isEqualTo(new UnderWay(Map.of("3", job), Map.of("4", 2)));

            journal.settled(List.of(), List.of(BatchId.of("7", 3)), List.of());
            assertThat(journal.recovery("7").orElseThrow().underWay())
                    .isEqualTo(new UnderWay(Map.of(), Map.of("4", 2)));
        }
    }
}
