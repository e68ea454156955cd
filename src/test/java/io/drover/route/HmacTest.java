package io.drover.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HmacTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Hmac hmac = new Hmac();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange body(String secret, String text) {
        context.getPropertiesComponent().addOverrideProperty("signing.secret", secret);
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(text.getBytes(StandardCharsets.UTF_8));
        return exchange;
    }

    @Test
    void signsAsRfc4231Says() {
        String digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assertThat(hmac.sha256(body("Jefe", "what do ya want for nothing?"), "signing.secret", ""))
                .isEqualTo(digest);
        assertThat(hmac.sha256(body("Jefe", " for nothing?"), "signing.secret", "what do ya want"))
                .isEqualTo(digest);
        assertThat(hmac.sha256Base64(body("Jefe", "what do ya want for nothing?"), "signing.secret", ""))
                .isEqualTo(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)));
    }

    @Test
    void takesItsSecretFromTheEnvironmentToo() {
        String path = System.getenv("PATH");
        assertThat(hmac.sha256(body("x", "body"), "env:PATH", ""))
                .isEqualTo(hmac.sha256(body(path, "body"), "signing.secret", ""));
    }

    @Test
    void withoutASecretNothingIsSigned() {
        Exchange exchange = body("", "body");
        assertThatThrownBy(() -> hmac.sha256(exchange, "signing.secret", ""))
                .hasMessageContaining("the secret signing.secret is empty");
        assertThatThrownBy(() -> hmac.sha256(exchange, "no.such.secret", "")).hasMessageContaining("no.such.secret");
    }
}
