package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import io.drover.testing.Connections;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private final Redaction redaction = Redaction.of(Connections.with(
            new Credentials.Basic("drover", new Secret("a/\"b c+d")), Connections.to(URI.create("http://localhost"))));

    @Test
    void takesASecretOutInEveryForm() {
        assertThat(redaction.of("plain a/\"b c+d, form a%2F%22b+c%2Bd, url a%2F%22b%20c%2Bd, json a/\\\"b c+d, base64"
                        + " YS8iYiBjK2Q="))
                .isEqualTo("plain *****, form *****, url *****, json *****, base64 *****=");
        assertThat(redaction.and("t0ken-1").of("t0ken-1 and a/\"b c+d")).isEqualTo("***** and *****");
    }

    @Test
    void takesItOutOfWhatIsKeptOfARecord() {
        Outcome clean = redaction.of(
                new Outcome.Failure(ErrorClass.HTTP, "sent: a/\"b c+d", List.of("422", "a/\"b c+d is wrong")));
        assertThat(clean)
                .isEqualTo(new Outcome.Failure(ErrorClass.HTTP, "sent: *****", List.of("422", "***** is wrong")));
    }
}
