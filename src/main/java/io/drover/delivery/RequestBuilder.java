package io.drover.delivery;

import io.drover.batch.Batch;
import io.drover.connection.ApiMethod;
import io.drover.connection.Connection;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.delivery.Request.Field;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds the requests of one connection. Safe for many threads.
 *
 * <p>{@code $account} is the load's account. Any other {@code $attribute} in the path, the query and header values is the field of that name of the batch's
 * records, which must agree on it.
 * In path and query everything but letters, digits and {@code -._~} is percent-encoded, so a value is always one path
 * segment or one query value. An additional header replaces the one of the same name that Drover sets itself.
 */
public final class RequestBuilder {
    /** The one attribute that is not the record's. */
    static final String ACCOUNT = "account";

    private static final byte[] NO_BODY = new byte[0];
    private static final Set<String> NOT_OURS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** The shortest body that a field can be put in. */
    private static final byte[] EMPTY = {'{', '1'};

    private final Endpoint endpoint;
    private final Idempotency key;
    private final RequestBody bodies;
    private final Template target;
    private final List<HeaderTemplate> additional;
    private final Set<String> attributes;
    private final List<Field> constant;
    private final Redaction redaction;
    private final FollowUpRequests followUps;
    private final Departure departure;

    /**
     * Requests of a connection that is itself its one account.
     *
     * @throws IllegalArgumentException when a header of the connection can't be sent by anyone
     */
    public RequestBuilder(Connection connection) {
        this(connection, connection.name());
    }

    /**
     * @param account what {@code $account} stands for
     * @throws IllegalArgumentException when a header of the connection can't be sent by anyone
     */
    public RequestBuilder(Connection connection, String account) {
        this.endpoint = connection.endpoint();
        this.key = endpoint.idempotency();
        this.redaction = Redaction.of(connection);
        this.departure = new Departure(connection);
        this.bodies = new RequestBody(endpoint);
        String basePath = endpoint.apiBaseUrl().getRawPath();
        this.target = Template.of((basePath == null ? "" : basePath) + endpoint.apiEndpoint())
                .with(ACCOUNT, PercentEncoding.of(account));
        this.attributes = new LinkedHashSet<>(target.attributes());
        this.additional = new ArrayList<>();
        for (Map.Entry<String, String> header : endpoint.additionalHeaders().entrySet()) {
            check(header.getKey(), header.getValue());
            HeaderTemplate template = new HeaderTemplate(
                    header.getKey(), Template.of(header.getValue()).with(ACCOUNT, account));
            additional.add(template);
            attributes.addAll(template.value.attributes());
        }
        this.constant = new ArrayList<>();
        Authorization.of(connection.credentials()).ifPresent(header -> {
            String problem = Field.problem(header.value());
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(
                        "client-secret: its value for the header " + header.name() + " " + problem);
            }
            addUnlessAdditional(header);
        });
        addUnlessAdditional(new Field("Content-Type", bodies.contentType()));
        addUnlessAdditional(new Field("Accept", "application/json"));
        this.followUps = new FollowUpRequests(connection, this);
    }

    private static void check(String name, String value) {
        String problem = Field.problem(value);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("additional-headers: the value of " + name + " " + problem);
        }
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new IllegalArgumentException("additional-headers: \"" + name + "\" can't be a header's name; letters,"
                    + " digits and - may stand in it");
        }
        if (NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "additional-headers: " + name + " is set by the HTTP client and can't be configured");
        }
    }

    private void addUnlessAdditional(Field header) {
        if (additional.stream().noneMatch(other -> other.name.equalsIgnoreCase(header.name()))) {
            constant.add(header);
        }
    }

    /** The requests that ask what became of these. */
    public FollowUpRequests followUps() {
        return followUps;
    }

    /** Takes the secrets of these requests out of what is answered to them. */
    public Redaction redaction() {
        return redaction;
    }

    /** A request of these as it leaves at an attempt. */
    public Request leaving(Request request, Instant now) {
        return departure.of(request, now);
    }

    /** The fields of a record that path and headers name: all records of a batch must agree in them. */
    public Set<String> attributes() {
        return Collections.unmodifiableSet(attributes);
    }

    /** Whether the path names the record, so that nothing being there may be said of the record. */
    public boolean addressesRecords() {
        return !target.attributes().isEmpty();
    }

    /** The request for a batch; what each attempt has of its own, such as a token or a signature, is still to be added. */
    public Built build(Batch batch) {
        return build(batch, 0);
    }

    /**
     * The same with a later key of the batch.
     *
     * @param renewed how often it has got a new one
     */
    public Built build(Batch batch, int renewed) {
        try {
            Map<String, String> values = Attributes.read(attributes.isEmpty() ? "" : batch.json(0), attributes);
            Optional<Built> problem = problem(batch, values);
            return problem.isPresent() ? problem.get() : assemble(batch, values, bodies.of(batch), renewed);
        } catch (IOException e) {
            return new Built.Unsendable("the record can't be read as JSON, so the request can't be made of it");
        }
    }

    /** Why there can't be a request for a batch; empty when there can. Makes no body. */
    public Optional<Built> problem(Batch batch) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, String> values = Attributes.read(batch.json(0), attributes);
            Optional<Built> problem = problem(batch, values);
            Built built = problem.isPresent() ? problem.get() : assemble(batch, values, NO_BODY, 0);
            return built instanceof Built.Ready ? Optional.empty() : Optional.of(built);
        } catch (IOException e) {
            return Optional.of(new Built.Unsendable("the record can't be read as JSON"));
        }
    }

    /** Bytes of the batch's body. */
    public int bodyLength(Batch batch) {
        try {
            int length = bodies.length(batch);
            return key.field().isEmpty() || length == 0
                    ? length
                    : length + bodies.with(key.field(), IdempotencyKey.of(batch.id(), NO_BODY), EMPTY).length - 1;
        } catch (IOException e) {
            return 0;
        }
    }

    private Optional<Built> problem(Batch batch, Map<String, String> values) throws IOException {
        for (int i = 1; i < batch.size() && !attributes.isEmpty(); i++) {
            if (!values.equals(Attributes.read(batch.json(i), attributes))) {
                return Optional.of(
                        new Built.Mixed("the records of the batch differ in $" + String.join(", $", attributes)));
            }
        }
        for (String attribute : attributes) {
            if (values.getOrDefault(attribute, "").isEmpty()) {
                return Optional.of(new Built.Unsendable("the record has no value for $" + attribute
                        + ", which the connection's api-endpoint or additional-headers need; give the record a text,"
                        + " number or boolean there or change the connection"));
            }
        }
        return Optional.empty();
    }

    private Built assemble(Batch batch, Map<String, String> values, byte[] body, int renewed) throws IOException {
        String path = target.fill(values, PercentEncoding::of);
        if (hasDotSegment(path)) {
            return new Built.Unsendable("the record's value for the api-endpoint is . or .., which names another path");
        }
        List<Field> headers = headers(body.length > 0);
        for (HeaderTemplate header : additional) {
            String value = header.value.fill(values, UnaryOperator.identity());
            String problem = Field.problem(value);
            if (!problem.isEmpty()) {
                return new Built.Unsendable("the value for the header " + header.name + " " + problem);
            }
            headers.add(new Field(header.name, value));
        }
        Request request = new Request(endpoint.apiMethod(), path.startsWith("/") ? path : "/" + path, headers, body);
        return key.isUsed() ? keyed(batch, request, renewed) : new Built.Ready(request, "");
    }

    /** The key is made of the body as it is without it. */
    private Built keyed(Batch batch, Request request, int renewed) throws IOException {
        byte[] body = request.body();
        String text = IdempotencyKey.of(batch.id(), body, renewed);
        Request keyed = key.header().isEmpty() ? request : request.with(new Field(key.header(), key.headerValue(text)));
        if (key.field().isEmpty() || body.length == 0) {
            return new Built.Ready(keyed, text);
        }
        if (bodies.isOneRecord() && Attributes.has(batch.json(0), key.field())) {
            return new Built.Unsendable("the record has a field " + key.field()
                    + ", which is where idempotency-field puts the key; rename one of them");
        }
        return new Built.Ready(keyed.with(bodies.with(key.field(), text, body)), text);
    }

    private List<Field> headers(boolean withBody) {
        List<Field> headers = new ArrayList<>(constant.size() + additional.size() + 1);
        for (Field header : constant) {
            if (withBody || !header.name().equals("Content-Type")) {
                headers.add(header);
            }
        }
        return headers;
    }

    /**
     * A GET that asks what became of a record, or a batch: with the same headers, but for those that the record has no
     * value for.
     */
    Request get(String path, Batch batch, int index) throws IOException {
        Map<String, String> values = Attributes.read(attributes.isEmpty() ? "" : batch.json(index), attributes);
        List<Field> headers = headers(false);
        for (HeaderTemplate header : additional) {
            String value = header.value.fill(values, UnaryOperator.identity());
            if (values.keySet().containsAll(header.value.attributes())
                    && Field.problem(value).isEmpty()) {
                headers.add(new Field(header.name, value));
            }
        }
        return new Request(ApiMethod.GET, path, headers, NO_BODY);
    }

    /** A dot can't be percent-encoded away: servers decode it first. */
    private boolean hasDotSegment(String path) {
        if (target.attributes().isEmpty()) {
            return false;
        }
        int query = path.indexOf('?');
        for (String segment : (query < 0 ? path : path.substring(0, query)).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private record HeaderTemplate(String name, Template value) {}

    /** A request, or why there can't be one. */
    public sealed interface Built {
        /**
         * Ready to go out.
         *
         * @param key the batch's idempotency key; empty where the connection sends none
         */
        record Ready(Request request, String key) implements Built {}

        /** One request can't carry these records: their {@code $attribute} values lead to different places. */
        record Mixed(String problem) implements Built {}

        /** The batch's first record can't be sent; the problem holds no content of it. */
        record Unsendable(String problem) implements Built {}
    }
}
