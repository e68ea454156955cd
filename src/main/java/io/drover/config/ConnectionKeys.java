package io.drover.config;

import io.drover.connection.ApiMethod;
import io.drover.connection.Checking;
import io.drover.connection.Rate;
import io.drover.connection.Secret;
import io.drover.redelivery.UnknownOutcome;
import io.drover.response.Correlation;
import io.drover.response.SplitPathList;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a connection. */
final class ConnectionKeys {
    static final Key<Optional<URI>> API_BASE_URL = Key.connection(
            "api-base-url",
            Types.URL,
            "",
            "https://eu.example.com",
            "Scheme, host, port and optional path of the API. Required.");
    static final Key<String> API_ENDPOINT = Key.connection(
            "api-endpoint",
            Types.text("a path or query that starts with / or ?", ConnectionKeys::isEndpoint),
            "",
            "/v2/customers",
            "Path and query below the base URL. `$account` is the account of the load; any other `$attribute` is taken from"
                    + " the record, and a batch ends before a record in which it differs.");
    static final Key<ApiMethod> API_METHOD =
            Key.connection("api-method", Types.word(ApiMethod.class, false), "POST", "PUT", "The HTTP method.");
    static final Key<Auth> AUTH = Key.connection(
            "auth",
            Types.word(Auth.class, true),
            "none",
            "oauth2",
            "header: the client secret in the header `auth-header`. basic: client key and client secret. bearer: the"
                    + " client secret as token. oauth2: a token that `oauth-base-url` gives. hmac: each request is signed"
                    + " with the client secret.");
    static final Key<String> AUTH_HEADER = Key.connection(
            "auth-header",
            Types.FIELD_NAME_OR_EMPTY,
            "",
            "X-API-Key",
            "The header that carries the client secret. Required with `auth=header`.");
    static final Key<Optional<URI>> OAUTH_BASE_URL = Key.connection(
            "oauth-base-url",
            Types.URL,
            "",
            "https://eu.example.com/v3/oauth/token/generate",
            "Where tokens come from. Required with `auth=oauth2`.");
    static final Key<String> CLIENT_KEY = Key.connection(
            "client-key",
            Types.LINE,
            "",
            "drover",
            "User or client id. Required with `auth=basic` and `auth=oauth2`; with `auth=hmac` the name of the key.");
    static final Key<Secret> CLIENT_SECRET = Key.connection(
            "client-secret",
            Types.SECRET,
            "",
            "",
            "Password, token, API key, client secret or the key of signatures. Better in the environment or a file of its own than in the configuration.");
    static final Key<Map<String, String>> ADDITIONAL_HEADERS = Key.connection(
            "additional-headers",
            Types.STRINGS.hidden(),
            "{}",
            "{\"X-CAP-DIRECT-REPLACE\":\"true\"}",
            "Headers of every request. `$account` is the account of the load, any other `$attribute` is taken from the"
                    + " record.");
    static final Key<Boolean> BULK_SUPPORT = Key.connection(
            "bulk-support",
            Types.FLAG,
            "true",
            "false",
            "true: a request carries a batch of records. false: one record.");
    static final Key<Optional<Body>> BODY_SHAPE = Key.connection(
            "body-shape",
            Types.optional(Types.word(Body.class, true)),
            "",
            "wrapped",
            "array: a JSON array. wrapped: that array, or with `bulk-support=false` the one object, below `body-path`."
                    + " object: one JSON object. ndjson: an object per line. form: the fields of one record,"
                    + " form-encoded. Empty: array, with `bulk-support=false` object.");
    static final Key<List<String>> BODY_PATH = Key.connection(
            "body-path",
            Types.PATH,
            "",
            "data.customers",
            "The name that `body-shape=wrapped` wraps the records in, or several between dots, the outermost first.");
    static final Key<String> RESPONSE = Key.connection(
            "response",
            Types.text("a file or the name of shipped rules", text -> true),
            "",
            "responses/crm.yaml",
            "Rules by which answers are read: a file, or the name of rules that come with Drover, like `hubspot`. Takes"
                    + " the place of `response-split-path` and `correlate`. See responses.md.");
    static final Key<SplitPathList> RESPONSE_SPLIT_PATH = Key.connection(
            "response-split-path",
            Types.SPLIT_PATHS,
            "",
            "$.result.errors.data.*,$.result.success.data.*",
            "Where the answer names its records. Empty: 2xx is success for all. A trailing `._` is read as `.*`.");
    static final Key<Correlation> CORRELATE = Key.connection(
            "correlate",
            Types.CORRELATION,
            "auto",
            "field:external_id=$.id",
            "How a part of the answer finds its record.");
    static final Key<Map<String, String>> PARSE_PATH_MAP = Key.connection(
            "parse-path-map",
            Types.STRINGS,
            "{}",
            "{\"status_code\":\"$.code\",\"error_message\":\"$.message\"}",
            "Columns of the result files and where each is found in a part of the answer.");
    static final Key<Set<Integer>> RECOVERABLE_ERROR_CODES = Key.connection(
            "recoverable-error-codes",
            Types.CODES,
            "502,503,504,520,521",
            "500,502-504",
            "Retried up to `max-retries`.");
    static final Key<Set<Integer>> YIELDING_ERROR_CODES = Key.connection(
            "yielding-error-codes", Types.CODES, "429", "429,503", "Waited out and retried without limit.");
    static final Key<Integer> MAX_RETRIES =
            Key.connection("max-retries", Types.integer(0, 1000), "3", "5", "Further attempts after the first.");
    static final Key<Boolean> RESEND_IN_SMALLER_CHUNKS = Key.connection(
            "resend-failed-batches-in-smaller-chunks",
            Types.FLAG,
            "false",
            "true",
            "Halve a batch that was refused for good, down to one record; not for 401, 403, 404, 405, 408, 3xx and 5xx.");
    static final Key<Duration> BACKOFF = Key.connection(
            "backoff",
            Units.duration("1ms", "24h"),
            "1s",
            "2s",
            "The wait before the first retry. Doubles with each further one, with jitter.");
    static final Key<Duration> MAX_BACKOFF = Key.connection(
            "max-backoff", Units.duration("1ms", "24h"), "5m", "10m", "The longest wait between two retries.");
    static final Key<Integer> PAUSE_AFTER_EXHAUSTED = Key.connection(
            "pause-after-exhausted",
            Types.integer(0, 1000000),
            "5",
            "0",
            "That many batches in a row with all retries used up pause the connection, and so do that many 401 or 403,"
                    + " or 404, in a row. 0: never.");
    static final Key<Duration> CONNECT_TIMEOUT = Key.connection(
            "connect-timeout", Units.duration("1ms", "1h"), "10s", "3s", "For the connection and the TLS handshake.");
    static final Key<Duration> RESPONSE_TIMEOUT =
            Key.connection("response-timeout", Units.duration("1ms", "24h"), "60s", "2m", "For the whole answer.");
    static final Key<Integer> MAX_RESPONSE_SIZE = Key.connection(
            "max-response-size", Units.size("1KB", "1GB"), "10MB", "64MB", "A longer answer counts as unreadable.");
    static final Key<Integer> CONCURRENCY =
            Key.connection("concurrency", Types.integer(1, 1000), "4", "16", "Batches in flight.");
    static final Key<Optional<Rate>> RATE =
            Key.connection("rate", Units.RATE_OR_EMPTY, "", "1000/1m", "Requests per period. Empty: no limit.");
    static final Key<UnknownOutcome> ON_UNKNOWN_OUTCOME = Key.connection(
            "on-unknown-outcome",
            Types.hyphenated(UnknownOutcome.class),
            "resend",
            "hold",
            "A batch was sent and no answer came. resend: the same bytes with the same key again. hold: its records"
                    + " end in the error file as `in_doubt`. look-up: a GET on `look-up-path` tells whether they are"
                    + " there.");
    static final Key<String> IDEMPOTENCY_HEADER = Key.connection(
            "idempotency-header",
            Types.FIELD_NAME_OR_EMPTY,
            "Idempotency-Key",
            "X-Request-Id",
            "The header that carries a batch's key. Empty: none is sent.");
    static final Key<Checking> CHECK_REQUEST = Key.connection(
            "check-request",
            Types.CHECK_REQUEST,
            "",
            "GET /v2/ping",
            "What a check sends: a method and a path below the base URL, whose answer has to be 2xx. Empty: OPTIONS on"
                    + " the endpoint, and any answer will do that does not refuse the credentials. none: nothing.");
    static final Key<Duration> CHECK_EVERY = Key.connection(
            "check-every",
            Units.duration("0s", "8760h"),
            "1h",
            "15m",
            "How often the connection is checked while `run` is at work. 0s: only when somebody asks.");

    private static final List<Key<?>> FIRST = List.of(
            API_BASE_URL, API_ENDPOINT, API_METHOD, AUTH, AUTH_HEADER, OAUTH_BASE_URL, CLIENT_KEY, CLIENT_SECRET);

    private static final List<Key<?>> REST = List.of(
            ADDITIONAL_HEADERS,
            BULK_SUPPORT,
            BODY_SHAPE,
            BODY_PATH,
            RESPONSE,
            RESPONSE_SPLIT_PATH,
            CORRELATE,
            PARSE_PATH_MAP,
            RECOVERABLE_ERROR_CODES,
            YIELDING_ERROR_CODES,
            MAX_RETRIES,
            RESEND_IN_SMALLER_CHUNKS,
            BACKOFF,
            MAX_BACKOFF,
            PAUSE_AFTER_EXHAUSTED,
            CONNECT_TIMEOUT,
            RESPONSE_TIMEOUT,
            MAX_RESPONSE_SIZE,
            CONCURRENCY,
            RATE,
            ON_UNKNOWN_OUTCOME,
            IDEMPOTENCY_HEADER,
            CHECK_REQUEST,
            CHECK_EVERY);

    static final List<Key<?>> ALL = Stream.of(
                    FIRST,
                    OAuthKeys.ALL,
                    HmacKeys.ALL,
                    REST,
                    TransportKeys.ALL,
                    AccountKeys.ALL,
                    TableKeys.ALL,
                    FollowUpKeys.ALL)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private ConnectionKeys() {}

    static boolean isEndpoint(String text) {
        boolean below = text.isEmpty() || text.startsWith("/") || text.startsWith("?");
        boolean escaped = !text.matches(".*%(?![0-9A-Fa-f]{2}).*");
        return below
                && escaped
                && text.chars().noneMatch(each -> each <= ' ' || each >= 127 || "#\\\"<>^`|".indexOf(each) >= 0);
    }
}
