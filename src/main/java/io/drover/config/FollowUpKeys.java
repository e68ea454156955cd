package io.drover.config;

import io.drover.response.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of a connection that say how a batch is recognised, looked up and waited for once it was sent. */
final class FollowUpKeys {
    static final Key<Boolean> IDEMPOTENCY_QUOTED = Key.connection(
            "idempotency-quoted",
            Types.FLAG,
            "false",
            "true",
            "true: the header's value stands in double quotes, as the draft standard has it.");
    static final Key<String> IDEMPOTENCY_FIELD = Key.connection(
            "idempotency-field",
            Types.text("a name, or empty", text -> text.chars().noneMatch(Character::isISOControl)),
            "",
            "idempotency_key",
            "The field of the body that carries a batch's key: of its outermost object, so not with an array or"
                    + " `ndjson`. Empty: none does.");
    static final Key<Integer> NEW_KEY_AFTER = Key.connection(
            "new-key-after",
            Types.integer(0, 1000),
            "0",
            "2",
            "That many identical 5xx answers in a row to one key, and the batch is retried with a new one: for an API"
                    + " that keeps a 5xx with its key. It may then be loaded twice. 0: never.");
    static final Key<String> LOOK_UP_PATH = Key.connection(
            "look-up-path",
            Types.PATH_BELOW,
            "",
            "/v2/customers?external_id=$external_id",
            "Where a GET tells whether a record is there. `$attribute` is taken from the record; with only"
                    + " `$idempotency_key` in it, it tells of the whole batch.");
    static final Key<Optional<Condition>> LOOK_UP_THERE = Key.connection(
            "look-up-there",
            Types.CONDITION_OR_EMPTY,
            "",
            "status == 200 and $.customers[0].id exists",
            "The condition under which that answer proves that it is there.");
    static final Key<Optional<Condition>> LOOK_UP_NOT_THERE = Key.connection(
            "look-up-not-there",
            Types.CONDITION_OR_EMPTY,
            "status == 404",
            "status == 200 and $.customers is empty",
            "The condition under which it proves that it is not. Where both or none hold, it is `in_doubt`.");
    static final Key<String> LOOK_UP_RECORD = Key.connection(
            "look-up-record",
            Types.text("a JSONPath that starts with $, or empty", text -> text.isEmpty() || text.startsWith("$")),
            "",
            "$.customers[0]",
            "Where the record stands in an answer that proves it, for the columns of the success file. Empty: it is"
                    + " the whole answer.");
    static final Key<String> POLL_JOB = Key.connection(
            "poll-job",
            Types.ANSWER_TEXT,
            "",
            "header.Location",
            "Where an answer that accepts a batch as a job names the job: a JSONPath or header.NAME. Empty: there are"
                    + " no jobs.");
    static final Key<Optional<Condition>> POLL_WHEN = Key.connection(
            "poll-when",
            Types.CONDITION_OR_EMPTY,
            "status == 202",
            "status == 200 and $.job_id exists",
            "The condition under which an answer accepts a batch as a job.");
    static final Key<String> POLL_PATH = Key.connection(
            "poll-path",
            Types.PATH_BELOW,
            "",
            "/v2/jobs/$job",
            "Where a job is asked for; `$job` is its name. Empty: what `poll-job` finds is its address, on the same"
                    + " server.");
    static final Key<Optional<Condition>> POLL_DONE = Key.connection(
            "poll-done",
            Types.CONDITION_OR_EMPTY,
            "",
            "$.state == 'done'",
            "The condition under which a job has ended and there are results.");
    static final Key<Optional<Condition>> POLL_FAILED = Key.connection(
            "poll-failed",
            Types.CONDITION_OR_EMPTY,
            "",
            "$.state in ['failed', 'aborted']",
            "The condition under which a job has ended without results: its records fail. Empty: never.");
    static final Key<String> POLL_RESULTS = Key.connection(
            "poll-results",
            Types.PATH_OR_ANSWER_TEXT,
            "",
            "/v2/jobs/$job/results",
            "Where the results are: a path with `$job`, or a JSONPath or header.NAME where the job's answer names their"
                    + " address. Empty: in that answer.");
    static final Key<Duration> POLL_DELAY = Key.connection(
            "poll-delay",
            Units.duration("1ms", "24h"),
            "2s",
            "10s",
            "The wait before a job is asked for, each time; longer where a `Retry-After` says so.");
    static final Key<Duration> POLL_TIMEOUT = Key.connection(
            "poll-timeout",
            Units.duration("1ms", "8760h"),
            "1h",
            "12h",
            "How long a job may take from its acceptance; then its records are `in_doubt`.");

    static final List<Key<?>> ALL = List.of(
            IDEMPOTENCY_QUOTED,
            IDEMPOTENCY_FIELD,
            NEW_KEY_AFTER,
            LOOK_UP_PATH,
            LOOK_UP_THERE,
            LOOK_UP_NOT_THERE,
            LOOK_UP_RECORD,
            POLL_JOB,
            POLL_WHEN,
            POLL_PATH,
            POLL_DONE,
            POLL_FAILED,
            POLL_RESULTS,
            POLL_DELAY,
            POLL_TIMEOUT);

    private FollowUpKeys() {}
}
