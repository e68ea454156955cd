package io.drover.journal;

import io.drover.database.Schema;
import java.util.List;

/** The journal's tables, and the steps that bring those of an older version up to this one. */
final class JournalSchema {
    /** Step n leads to version n + 1. A step that was released is never changed; a new one is added. */
    private static final List<List<String>> STEPS = List.of(
            List.of("""
            CREATE TABLE runs (
                run TEXT NOT NULL PRIMARY KEY,
                load_name TEXT NOT NULL,
                connection TEXT NOT NULL,
                file TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                bytes BIGINT NOT NULL,
                snapshot TEXT NOT NULL,
                started_at TEXT NOT NULL,
                parent_run TEXT,
                state TEXT NOT NULL,
                ended_at TEXT,
                summary TEXT)""", "CREATE INDEX runs_by_content ON runs (load_name, sha256)", """
            CREATE TABLE progress (
                run TEXT NOT NULL PRIMARY KEY REFERENCES runs (run),
                sent_mark BIGINT NOT NULL,
                settled TEXT NOT NULL,
                records BIGINT NOT NULL,
                succeeded BIGINT NOT NULL,
                failed_by_class TEXT NOT NULL,
                batches BIGINT NOT NULL,
                requests BIGINT NOT NULL,
                retries BIGINT NOT NULL,
                yields BIGINT NOT NULL,
                success_length BIGINT NOT NULL,
                error_length BIGINT NOT NULL)""", """
            CREATE TABLE attempts (
                run TEXT NOT NULL REFERENCES runs (run),
                batch TEXT NOT NULL,
                retries BIGINT NOT NULL,
                PRIMARY KEY (run, batch))"""),
            List.of("""
            CREATE TABLE bundles (
                run TEXT NOT NULL PRIMARY KEY REFERENCES runs (run),
                lead TEXT NOT NULL REFERENCES runs (run),
                place BIGINT NOT NULL)""", "CREATE INDEX bundles_by_lead ON bundles (lead)"),
            List.of("""
            CREATE TABLE partings (
                run TEXT NOT NULL REFERENCES runs (run),
                batch TEXT NOT NULL,
                rest TEXT NOT NULL,
                retries BIGINT NOT NULL,
                PRIMARY KEY (run, batch))""", """
            CREATE TABLE size_limits (
                run TEXT NOT NULL REFERENCES runs (run),
                from_batch BIGINT NOT NULL,
                bytes BIGINT NOT NULL,
                PRIMARY KEY (run, bytes))"""),
            List.of("""
            CREATE TABLE jobs (
                run TEXT NOT NULL REFERENCES runs (run),
                batch TEXT NOT NULL,
                name TEXT NOT NULL,
                target TEXT NOT NULL,
                accepted_at TEXT NOT NULL,
                PRIMARY KEY (run, batch))""", """
            CREATE TABLE renewed_keys (
                run TEXT NOT NULL REFERENCES runs (run),
                batch TEXT NOT NULL,
                times BIGINT NOT NULL,
                PRIMARY KEY (run, batch))"""),
            // Both what goes on and what is over for long is asked for while years of runs stand between them.
            List.of("CREATE INDEX runs_by_end ON runs (ended_at)"),
            List.of(
                    "ALTER TABLE runs ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE progress ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE progress ADD COLUMN mark_sum BIGINT",
                    "ALTER TABLE attempts ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE bundles ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE partings ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE size_limits ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE jobs ADD COLUMN row_sum BIGINT",
                    "ALTER TABLE renewed_keys ADD COLUMN row_sum BIGINT"));

    /** Tables that hold something of runs that are not over only: they can be looked through at each start. */
    private static final List<String> SMALL = List.of("attempts", "partings", "size_limits", "jobs", "renewed_keys");

    /** All of it. */
    static final Schema SCHEMA = new Schema(STEPS, SMALL);

    private JournalSchema() {}
}
