package io.drover.config;

import io.drover.connection.Accounts;
import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Checking;
import io.drover.connection.Connection;
import io.drover.connection.Endpoint;
import io.drover.connection.Limits;
import io.drover.redelivery.Backoff;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.response.ResponseReading;
import io.drover.response.SplitPathList;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one connection of its settings and checks those that depend on each other. */
final class ConnectionReader {
    private static final URI NOWHERE = URI.create("http://invalid");
    static final String NO_EXPRESSION = "must be without {{ and ${, but holds one of them";

    private final Values values;
    private final String name;
    private final Path directory;

    /**
     * A reader of one connection.
     *
     * @param directory against which files are resolved
     */
    ConnectionReader(Values values, String name, Path directory) {
        this.values = values;
        this.name = name;
        this.directory = directory;
    }

    /** The connection; without meaning where problems were noted. */
    Connection read() {
        Endpoint endpoint = endpoint();
        new HeaderRules(values, name).check(endpoint.additionalHeaders());
        checkExpressions(endpoint);
        Connection connection = new Connection(
                name,
                endpoint,
                new CredentialsReader(values, name).read(),
                new TransportReader(values, name, directory).read(),
                limits(),
                redelivery(),
                response(),
                checking());
        new LoadTemplate(values, name, directory).check(connection);
        return connection;
    }

    private Endpoint endpoint() {
        Optional<URI> base = values.get(ConnectionKeys.API_BASE_URL, name);
        if (base.isEmpty() && values.text(ConnectionKeys.API_BASE_URL, name).isBlank()) {
            values.refuse(ConnectionKeys.API_BASE_URL, name, "must be an http or https URL, but is missing");
        }
        ApiMethod method = values.get(ConnectionKeys.API_METHOD, name);
        boolean bulk = values.get(ConnectionKeys.BULK_SUPPORT, name);
        if (method == ApiMethod.GET && bulk) {
            String what = "must be false with " + ConnectionKeys.API_METHOD.of(name) + "=GET, but was true";
            values.refuse(ConnectionKeys.BULK_SUPPORT, name, what);
        }
        BodyShape shape = new BodyReader(values, name).read(method, bulk);
        return new Endpoint(
                base.orElse(NOWHERE),
                values.get(ConnectionKeys.API_ENDPOINT, name),
                method,
                values.get(ConnectionKeys.ADDITIONAL_HEADERS, name),
                bulk,
                shape,
                new FollowUpReader(values, name).idempotency(method, bulk, shape));
    }

    /** Camel would resolve these; nothing that reaches a route may hold them. */
    private void checkExpressions(Endpoint endpoint) {
        for (Key<?> key : List.of(
                ConnectionKeys.API_ENDPOINT,
                ConnectionKeys.ADDITIONAL_HEADERS,
                ConnectionKeys.RESPONSE_SPLIT_PATH,
                ConnectionKeys.PARSE_PATH_MAP,
                ConnectionKeys.CORRELATE,
                AccountKeys.ACCOUNTS_PATH)) {
            if (isExpression(values.text(key, name))) {
                values.refuse(key, name, NO_EXPRESSION);
            }
        }
        // Once more after JSON escapes are resolved; a problem noted twice is reported once.
        if (endpoint.additionalHeaders().values().stream().anyMatch(ConnectionReader::isExpression)) {
            values.refuse(ConnectionKeys.ADDITIONAL_HEADERS, name, NO_EXPRESSION);
        }
    }

    private static boolean isExpression(String text) {
        return text.contains("{{") || text.contains("${");
    }

    private Checking checking() {
        return values.get(ConnectionKeys.CHECK_REQUEST, name)
                .every(values.get(ConnectionKeys.CHECK_EVERY, name))
                .lookingFor(accounts(values, name));
    }

    static Accounts accounts(Values values, String name) {
        String request = values.get(AccountKeys.ACCOUNTS_REQUEST, name);
        return new Accounts(
                request.replaceFirst("GET ", ""),
                values.get(AccountKeys.ACCOUNTS_PATH, name),
                values.get(AccountKeys.ENABLED_ACCOUNTS, name));
    }

    private Limits limits() {
        return new Limits(
                values.get(ConnectionKeys.CONNECT_TIMEOUT, name),
                values.get(ConnectionKeys.RESPONSE_TIMEOUT, name),
                values.get(ConnectionKeys.MAX_RESPONSE_SIZE, name),
                values.get(ConnectionKeys.CONCURRENCY, name),
                values.get(ConnectionKeys.RATE, name));
    }

    private RedeliveryPolicy redelivery() {
        Set<Integer> recoverable = values.get(ConnectionKeys.RECOVERABLE_ERROR_CODES, name);
        Set<Integer> yielding = values.get(ConnectionKeys.YIELDING_ERROR_CODES, name);
        Set<Integer> both = new LinkedHashSet<>(yielding);
        both.retainAll(recoverable);
        both.forEach(code -> values.refuse(
                ConnectionKeys.YIELDING_ERROR_CODES,
                name,
                "must share no code with " + ConnectionKeys.RECOVERABLE_ERROR_CODES.of(name) + ", but both hold "
                        + code));
        // The problem is told; what is read on with must hold all the same.
        Set<Integer> onlyYielding = new LinkedHashSet<>(yielding);
        onlyYielding.removeAll(both);
        return new RedeliveryPolicy(
                recoverable,
                onlyYielding,
                values.get(ConnectionKeys.MAX_RETRIES, name),
                values.get(ConnectionKeys.RESEND_IN_SMALLER_CHUNKS, name),
                backoff(),
                values.get(ConnectionKeys.ON_UNKNOWN_OUTCOME, name),
                values.get(ConnectionKeys.PAUSE_AFTER_EXHAUSTED, name),
                newKeyAfter());
    }

    private int newKeyAfter() {
        int times = values.get(FollowUpKeys.NEW_KEY_AFTER, name);
        int retries = values.get(ConnectionKeys.MAX_RETRIES, name);
        if (times > retries) {
            values.refuse(
                    FollowUpKeys.NEW_KEY_AFTER,
                    name,
                    "must be at most " + ConnectionKeys.MAX_RETRIES.of(name) + " (" + retries + "), but was " + times);
        }
        return times;
    }

    private Backoff backoff() {
        Duration first = values.get(ConnectionKeys.BACKOFF, name);
        Duration max = values.get(ConnectionKeys.MAX_BACKOFF, name);
        if (max.compareTo(first) < 0) {
            String what = "must be at least " + ConnectionKeys.BACKOFF.of(name) + " ("
                    + values.text(ConnectionKeys.BACKOFF, name) + "), but was "
                    + values.text(ConnectionKeys.MAX_BACKOFF, name);
            values.refuse(ConnectionKeys.MAX_BACKOFF, name, what);
            return new Backoff(first, first);
        }
        return new Backoff(first, max);
    }

    private ResponseReading response() {
        SplitPathList paths = values.get(ConnectionKeys.RESPONSE_SPLIT_PATH, name);
        for (String path : paths.rewritten()) {
            values.warn(
                    ConnectionKeys.RESPONSE_SPLIT_PATH, name, "holds " + path + ", whose trailing ._ is read as .*");
        }
        return new ResponseReading(
                paths.paths(),
                values.get(ConnectionKeys.CORRELATE, name),
                values.get(ConnectionKeys.PARSE_PATH_MAP, name),
                new ResponseRulesFile(values, name, directory).read(),
                new FollowUpReader(values, name).followUp());
    }
}
