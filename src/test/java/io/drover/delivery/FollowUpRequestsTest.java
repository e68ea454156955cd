package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Connection;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.testing.Connections;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpRequestsTest {
    private static final FollowUpRequests REQUESTS = requests("https://eu.example.com/api");

    private static FollowUpRequests requests(String base) {
        Connection connection = Connections.to(new Endpoint(
                URI.create(base),
                "/c",
                ApiMethod.POST,
                Map.of(),
                true,
                BodyShape.of(true),
                Idempotency.header("Idempotency-Key")));
        return new RequestBuilder(connection).followUps();
    }

    @ParameterizedTest
    @CsvSource({
        "https://eu.example.com/jobs/1,/jobs/1",
        "HTTPS://EU.example.com:443/jobs/1?x=%20y,/jobs/1?x=%20y",
        "https://eu.example.com,/",
        "/jobs/1,/jobs/1",
        "jobs/1,/api/jobs/1",
        "../jobs/1,/jobs/1",
        "?job=1,/api/?job=1",
        "//eu.example.com/jobs/1,/jobs/1"
    })
    void anAddressOfTheSameServerIsAsked(String address, String target) {
        assertThat(REQUESTS.address(address, "/api/c")).contains(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://eu.example.com/jobs/1",
                "https://eu.example.com:8443/jobs/1",
                "https://evil.example.com/jobs/1",
                "https://eu.example.com@evil.example.com/jobs/1",
                "https://user:secret@eu.example.com/jobs/1",
                "//evil.example.com/jobs/1",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://eu.example.com/a b",
                "https://eu.example.com/\u00e4",
                "https://eu.example.com/\r\nX: 1"
            })
    void anyOtherIsNot(String address) {
        assertThat(REQUESTS.address(address, "/api/c")).isEmpty();
    }

    @Test
    void aVeryLongAddressIsNoAddress() {
        assertThat(REQUESTS.address("/" + "a".repeat(5000), "/api/c")).isEmpty();
    }
}
