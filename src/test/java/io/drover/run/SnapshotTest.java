package io.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Checking;
import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.connection.Limits;
import io.drover.connection.Secret;
import io.drover.connection.Tls;
import io.drover.connection.Transport;
import io.drover.load.AcrossFiles;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import io.drover.redelivery.Backoff;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.UnknownOutcome;
import io.drover.response.Condition;
import io.drover.response.Correlation;
import io.drover.response.FollowUp;
import io.drover.response.LookUp;
import io.drover.response.Polling;
import io.drover.response.ResponseReading;
import io.drover.response.RulesText;
import io.drover.testing.Connections;
import io.drover.testing.Fuzz;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
    private static final Load LOAD = new Load(
            "customers",
            "crm",
            "org-7",
            Path.of("/srv/inbox"),
            Pattern.compile(".*\\.csv"),
            Duration.ofMillis(1500),
            true,
            Duplicates.LOAD,
            100,
            5_000_000,
            new CsvFormat('\t', StandardCharsets.ISO_8859_1),
            "$.customers.*",
            new Shaping(
                    "fields: []",
                    new Grouping(List.of("bill", "store"), List.of("line")),
                    new Ordering.ByKey("customer"),
                    new AcrossFiles(true, Duration.ofSeconds(30))));

    @Test
    void keepsWhatIsAskedAfterARequestAndWhereKeysGo() {
        Connection plain = connection(new Correlation.Auto(), "s3cr3t", 4);
        FollowUp followUp = new FollowUp(
                Optional.of(new LookUp(
                        "/c/$id", Condition.parse("status == 200"), Condition.parse("status == 404"), "$.item")),
                Optional.of(new Polling(
                        Condition.parse("status == 202"),
                        "header.Location",
                        "",
                        Condition.parse("$.state == 'done'"),
                        Optional.of(Condition.parse("$.state == 'failed'")),
                        "$.link",
                        Duration.ofMillis(1500),
                        Duration.ofHours(1))));
        Endpoint endpoint = plain.endpoint();
        Connection connection = new Connection(
                "crm",
                new Endpoint(
                        endpoint.apiBaseUrl(),
                        endpoint.apiEndpoint(),
                        endpoint.apiMethod(),
                        endpoint.additionalHeaders(),
                        endpoint.bulkSupport(),
                        endpoint.bodyShape(),
                        new Idempotency("X-Key", true, "request_id")),
                plain.credentials(),
                plain.transport(),
                plain.limits(),
                new RedeliveryPolicy(
                        Set.of(500), Set.of(429), 3, false, plain.redelivery().backoff(), UnknownOutcome.LOOK_UP, 5, 2),
                new ResponseReading(List.of(), new Correlation.Auto(), Map.of(), Optional.empty(), followUp),
                plain.checking());

        Snapshot read = Snapshot.parse(Snapshot.of(connection, LOAD).toJson());

        assertThat(read.response()).isEqualTo(connection.response());
        assertThat(read.redelivery()).isEqualTo(connection.redelivery());
        assertThat(read.endpoint().idempotency())
                .isEqualTo(connection.endpoint().idempotency());
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void keepsEveryFieldButCredentialsAndLimits(Correlation correlation) {
        Connection connection = connection(correlation, "s3cr3t", 4);
        String json = Snapshot.of(connection, LOAD).toJson();
        assertThat(json).doesNotContain("s3cr3t");

        Snapshot read = Snapshot.parse(json);
        assertThat(read)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .withEqualsForType((one, other) -> one.pattern().equals(other.pattern()), Pattern.class)
                .isEqualTo(Snapshot.of(connection, LOAD));
        assertThat(read.endpoint().additionalHeaders().keySet()).containsExactly("X-Two", "X-One");
        assertThat(read.response().parsePathMap().keySet()).containsExactly("status_code", "message");
        assertThat(read.toJson()).isEqualTo(json);
    }

    @Test
    void keepsNoHeaderThatMayBeASecret() {
        Connection connection = connection(new Correlation.Auto(), "old", 4);
        Snapshot snapshot = Snapshot.of(connection, LOAD);
        assertThat(snapshot.toJson()).doesNotContain("a-secret-of-the-header");
        assertThat(snapshot.over(connection)).isEqualTo(connection);
    }

    @Test
    void keepsTheRulesOfTheDayAndReadsSnapshotsWithoutAny() {
        Connection connection = connection(new Correlation.Auto(), "s3cr3t", 4);
        ResponseReading ruled = ResponseReading.of(new RulesText("responses/crm.yaml", "expect: $.ok == true\n"));
        Connection byRules = new Connection(
                "crm",
                connection.endpoint(),
                connection.credentials(),
                connection.transport(),
                connection.limits(),
                connection.redelivery(),
                ruled,
                connection.checking());
        assertThat(Snapshot.parse(Snapshot.of(byRules, LOAD).toJson()).response())
                .isEqualTo(ruled);
        assertThat(Snapshot.parse(Snapshot.of(connection, LOAD).toJson())
                        .response()
                        .rules())
                .isEmpty();
    }

    @Test
    void deliversWithTheCredentialsAndLimitsOfToday() {
        Connection then = connection(new Correlation.Auto(), "old", 4);
        Connection now = connection(new Correlation.Position(), "new", 16);
        assertThat(Snapshot.parse(Snapshot.of(then, LOAD).toJson()).over(now))
                .isEqualTo(new Connection(
                        "crm",
                        then.endpoint(),
                        now.credentials(),
                        now.transport(),
                        now.limits(),
                        then.redelivery(),
                        then.response(),
                        now.checking()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void keepsTheShapeOfBodies(BodyShape shape) {
        Connection connection = Connections.to(new Endpoint(
                URI.create("https://eu.example.com"),
                "/v2",
                ApiMethod.POST,
                Map.of(),
                true,
                shape,
                Idempotency.header("Key")));
        assertThat(Snapshot.parse(Snapshot.of(connection, LOAD).toJson()).endpoint())
                .isEqualTo(connection.endpoint());
    }

    static List<BodyShape> shapes() {
        return List.of(
                new BodyShape.Array(),
                new BodyShape.Wrapped(List.of("data", "customers")),
                new BodyShape.OneObject(),
                new BodyShape.Lines(),
                new BodyShape.Form());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"", "{", "[]", "{}", "{\"connection\":1}"})
    void refusesWhatIsNoSnapshot(String text) {
        assertThatThrownBy(() -> Snapshot.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the snapshot of a run");
    }

    /** A damaged journal: whatever is still read as a snapshot is one, and all else is told. */
    @Test
    void readsAgainWhatItReadOrRefusesIt() {
        String sound = Snapshot.of(connection(new Correlation.Auto(), "s3cr3t", 4), LOAD)
                .toJson();
        Fuzz.check(fuzz -> {
            try {
                Snapshot read = Snapshot.parse(fuzz.spoilt(sound));
                assertThat(Snapshot.parse(read.toJson()).toJson()).isEqualTo(read.toJson());
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void refusesASnapshotWhoseTextsAreNone() {
        String sound = Snapshot.of(connection(new Correlation.Auto(), "s3cr3t", 4), LOAD)
                .toJson();
        for (String spoilt : List.of(
                sound.replace("\"delimiter\":\"\\t\"", "\"delimiter\":\"\""),
                sound.replace("[\"bill\",\"store\"]", "[\"bill\",7]"),
                sound.replace("\"X-One\":\"", "\"X-One\":7,\"X-Three\":\""))) {
            assertThat(spoilt).isNotEqualTo(sound);
            assertThatThrownBy(() -> Snapshot.parse(spoilt))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the snapshot of a run must hold");
        }
    }

    static List<Correlation> correlations() {
        return List.of(
                new Correlation.Auto(), new Correlation.Position(), new Correlation.Field("external_id", "$.id"));
    }

    private static Connection connection(Correlation correlation, String secret, int concurrency) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Two", "two-$id");
        headers.put("X-Key", "a-secret-of-the-header");
        headers.put("X-One", "$id");
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("status_code", "$.code");
        columns.put("message", "$.message");
        return new Connection(
                "crm",
                new Endpoint(
                        URI.create("https://eu.example.com"),
                        "/v2/$id",
                        ApiMethod.PUT,
                        headers,
                        false,
                        new BodyShape.Form(),
                        Idempotency.header("X-Request-Id")),
                new Credentials.Bearer(new Secret(secret)),
                new Transport(Optional.empty(), Tls.DEFAULT, concurrency > 4),
                new Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 1000, concurrency, Optional.empty()),
                new RedeliveryPolicy(
                        Set.of(502, 503),
                        Set.of(429),
                        7,
                        true,
                        new Backoff(Duration.ofMillis(20), Duration.ofMinutes(3)),
                        UnknownOutcome.HOLD,
                        9,
                        0),
                new ResponseReading(List.of("$.errors.*", "$.data.*"), correlation, columns),
                Checking.DEFAULT);
    }
}
