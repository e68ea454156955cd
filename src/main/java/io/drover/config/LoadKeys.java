package io.drover.config;

import io.drover.connection.Account;
import io.drover.load.Duplicates;
import io.drover.load.SchemaErrorLimit;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of a load. */
final class LoadKeys {
    static final Key<String> CONNECTION = Key.load(
            "connection",
            Types.text("the name of a connection", text -> true),
            "",
            "crm",
            "The connection the records go to. Required.");
    static final Key<String> ACCOUNT = Key.load(
            "account",
            Types.text("the id of an account, without control characters", Account::isId),
            "",
            "org-4711",
            "The account of the connection that the records are for: `$account` in path and headers. Required where the"
                    + " connection has an `accounts-request`.");
    static final Key<String> INBOX = Key.load(
            "inbox",
            Types.FOLDER,
            "inbox/NAME",
            "/srv/exports",
            "The folder watched for files. Relative to `drover.home`.");
    static final Key<Pattern> INCLUDE = Key.load(
            "include",
            Types.PATTERN,
            ".*\\.(csv|json|jsonl)(\\.gz)?",
            "customers-.*[.]csv",
            "Files whose whole name matches this regular expression are taken.");
    static final Key<Duration> SETTLE = Key.load(
            "settle", Units.duration("0s", "24h"), "1s", "10s", "A file is taken when unchanged for this long.");
    static final Key<Boolean> WAIT_FOR_MARKER = Key.load(
            "wait-for-marker",
            Types.FLAG,
            "false",
            "true",
            "true: take a file NAME only once NAME.ok stands beside it.");
    static final Key<Duplicates> DUPLICATES = Key.load(
            "duplicates",
            Types.word(Duplicates.class, true),
            "refuse",
            "load",
            "What happens when the same content is dropped again.");
    static final Key<Integer> GROUPING_LIMIT = Key.load(
            "grouping-limit",
            Types.integer(1, 250_000),
            "1",
            "100",
            "The most groups in one batch; without `group-by` a group is a record.");
    static final Key<Integer> MAX_BATCH_SIZE = Key.load(
            "max-batch-size",
            Units.size("1KB", "1GB"),
            "32MB",
            "5MB",
            "A batch is closed early when its request body has this size.");
    static final Key<Character> DELIMITER =
            Key.load("delimiter", Types.DELIMITER, ",", ";", "CSV: the character between cells; `tab` for a tab.");
    static final Key<Charset> CHARSET =
            Key.load("charset", Types.CHARSET, "UTF-8", "windows-1252", "CSV: the character set of the files.");
    static final Key<String> REQUEST_SPLIT_PATH = Key.load(
            "request-split-path",
            Types.REQUEST_SPLIT_PATH,
            "",
            "$.customers.*",
            "JSON: where the records are. Empty: the root.");
    static final Key<Boolean> BATCH_ACROSS_FILES = Key.load(
            "batch-across-files",
            Types.FLAG,
            "false",
            "true",
            "true: the records of several small files travel in one batch; each file still has its own run and results.");
    static final Key<Duration> COMPLETION_TIME = Key.load(
            "completion-time",
            Units.duration("100ms", "1h"),
            "5s",
            "30s",
            "With `batch-across-files`: an unfilled batch is sent when its first file has waited this long.");

    static final Key<String> SCHEMA = Key.load(
            "schema",
            Types.text("a file", text -> text.indexOf('\0') < 0),
            "",
            "customers.schema.yaml",
            "A [schema file](schema.md): the fields the API wants. Relative to the working directory."
                    + " Empty: every column is a string field of its own name.");
    static final Key<SchemaErrorLimit> STOP_WHEN_SCHEMA_ERRORS_EXCEED = Key.load(
            "stop-when-schema-errors-exceed",
            Types.SCHEMA_ERROR_LIMIT,
            "",
            "5%",
            "The run pauses, and the rest of the file is not sent, when more records than that break the schema; a"
                    + " share is looked at from 100 records on. Empty: never.");

    static final Key<List<String>> GROUP_BY = Key.load(
            "group-by",
            Types.LIST,
            "",
            "bill_number",
            "Columns (JSON: fields) between commas. Records with equal values in all of them become one JSON object."
                    + " Empty: each record becomes one.");
    static final Key<List<String>> SORT_HEADERS = Key.load(
            "sort-headers",
            Types.LIST,
            "",
            "line_number",
            "Columns between commas that order the records within a group. Empty: the order of the file.");
    static final Key<String> ORDERING_KEY = Key.load(
            "ordering-key",
            Types.text("the name of a column", text -> true),
            "",
            "customer_id",
            "A column. Batches with an equal value in it go one after the other, in the order of the file; others side"
                    + " by side.");
    static final Key<InOrder> ORDERING = Key.load(
            "ordering",
            Types.word(InOrder.class, true),
            "any",
            "file",
            "file: the batches of a file go one after the other.");

    /** What keeps its order. */
    enum InOrder {
        ANY,
        FILE
    }

    static final List<Key<?>> ALL = List.of(
            CONNECTION,
            ACCOUNT,
            INBOX,
            INCLUDE,
            SETTLE,
            WAIT_FOR_MARKER,
            DUPLICATES,
            GROUPING_LIMIT,
            MAX_BATCH_SIZE,
            DELIMITER,
            CHARSET,
            REQUEST_SPLIT_PATH,
            BATCH_ACROSS_FILES,
            COMPLETION_TIME,
            SCHEMA,
            STOP_WHEN_SCHEMA_ERRORS_EXCEED,
            GROUP_BY,
            SORT_HEADERS,
            ORDERING_KEY,
            ORDERING);

    private LoadKeys() {}
}
