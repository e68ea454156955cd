package io.drover.testing;

import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Checking;
import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.connection.Limits;
import io.drover.connection.Transport;
import io.drover.redelivery.Backoff;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.UnknownOutcome;
import io.drover.response.Correlation;
import io.drover.response.ResponseReading;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connections for tests: defaults, and what a test changes about them. */
public final class Connections {
    private Connections() {}

    public static Connection to(URI apiBaseUrl) {
        return to(new Endpoint(
                apiBaseUrl,
                "/v2/customers",
                ApiMethod.POST,
                Map.of(),
                true,
                BodyShape.of(true),
                Idempotency.header("Idempotency-Key")));
    }

    public static Connection to(Endpoint endpoint) {
        return new Connection(
                "crm",
                endpoint,
                new Credentials.None(),
                Transport.DIRECT,
                new Limits(Duration.ofSeconds(2), Duration.ofMillis(300), 10_000, 4, Optional.empty()),
                new RedeliveryPolicy(
                        Set.of(502, 503, 504),
                        Set.of(429),
                        3,
                        false,
                        new Backoff(Duration.ofMillis(10), Duration.ofMillis(100)),
                        UnknownOutcome.RESEND,
                        3,
                        0),
                new ResponseReading(List.of(), new Correlation.Auto(), Map.of()),
                Checking.DEFAULT);
    }

    public static Connection with(Credentials credentials, Connection connection) {
        return new Connection(
                connection.name(),
                connection.endpoint(),
                credentials,
                connection.transport(),
                connection.limits(),
                connection.redelivery(),
                connection.response(),
                connection.checking());
    }

    /** The same with time for a busy machine. */
    public static Connection patient(Connection connection) {
        return with(
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 10_000, 4, Optional.empty()), connection);
    }

    public static Connection with(Limits limits, Connection connection) {
        return new Connection(
                connection.name(),
                connection.endpoint(),
                connection.credentials(),
                connection.transport(),
                limits,
                connection.redelivery(),
                connection.response(),
                connection.checking());
    }

    public static Connection with(Transport transport, Connection connection) {
        return new Connection(
                connection.name(),
                connection.endpoint(),
                connection.credentials(),
                transport,
                connection.limits(),
                connection.redelivery(),
                connection.response(),
                connection.checking());
    }
}
