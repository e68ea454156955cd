package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingValuesTest {
    @Test
    void aSecretIsComparedButNeverPrinted() {
        Secret secret = new Secret("s3cret");

        assertThat(secret).isEqualTo(new Secret("s3cret")).hasSameHashCodeAs(new Secret("s3cret"));
        assertThat(secret)
                .isNotEqualTo(new Secret("other"))
                .isNotEqualTo("s3cret")
                .isNotEqualTo(Secret.NONE);
        assertThat(secret.hashCode()).isNotEqualTo(Secret.NONE.hashCode());
        assertThat(secret).hasToString("*****");
        assertThat(secret.isEmpty()).isFalse();
        assertThat(Secret.NONE.isEmpty()).isTrue();
        assertThat(Secret.NONE).hasToString("");
    }

    @Test
    void aRateIsOneOfRequestsInSomeTime() {
        assertThat(new Rate(1, Duration.ofSeconds(1)).perSecond()).isEqualTo(1);
        assertThat(new Rate(90, Duration.ofMinutes(1)).perSecond()).isEqualTo(1.5);
        assertThatThrownBy(() -> new Rate(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckIsConfiguredByItsPath() {
        Checking named = new Checking("GET", "/health", Duration.ZERO, Checking.DEFAULT.accounts());

        assertThat(named.isConfigured()).isTrue();
        assertThat(Checking.DEFAULT.isConfigured()).isFalse();
        assertThat(named.every(Duration.ofHours(2)))
                .isEqualTo(new Checking("GET", "/health", Duration.ofHours(2), Checking.DEFAULT.accounts()));
    }

    @Test
    void aCheckThatLooksForAccountsIsTheSameOtherwise() {
        Accounts accounts = new Accounts("/organisations", "$.*", Optional.empty());
        Checking named = new Checking("HEAD", "/health", Duration.ofMinutes(3), Accounts.ITSELF);

        assertThat(named.lookingFor(accounts))
                .isEqualTo(new Checking("HEAD", "/health", Duration.ofMinutes(3), accounts));
    }

    @Test
    void accountsAreAskedForWhereAPathIsNamed() {
        Accounts found = new Accounts("/organisations", "$.data.*", Optional.empty());

        assertThat(Accounts.ITSELF.areAskedFor()).isFalse();
        assertThat(found.areAskedFor()).isTrue();
        assertThat(found.question())
                .isEqualTo(new Accounts("/organisations", "$.data.*", Optional.of(Set.of("a"))).question())
                .isNotEqualTo(new Accounts("/organisations", "$.*", Optional.empty()).question())
                .isNotEqualTo(new Accounts("/tenants", "$.data.*", Optional.empty()).question());
    }

    @Test
    void allAccountsAreEnabledUntilSomeAreNamed() {
        assertThat(Accounts.ITSELF.isEnabled("any")).isTrue();

        Accounts some = new Accounts("/organisations", "$.*", Optional.of(Set.of("a", "b")));
        assertThat(some.isEnabled("a")).isTrue();
        assertThat(some.isEnabled("c")).isFalse();
    }

    @Test
    void anAccountsIdIsShortAndOneLine() {
        assertThat(Account.isId("")).isTrue();
        assertThat(Account.isId("org-1/é")).isTrue();
        assertThat(Account.isId("x".repeat(200))).isTrue();
        assertThat(Account.isId("x".repeat(201))).isFalse();
        assertThat(Account.isId("a\nb")).isFalse();
        assertThat(Account.isId("a\u0000")).isFalse();
    }

    @Test
    void tlsIsWhatJavaDoesUntilACertificateIsShownOrTrusted() {
        Path certificate = Path.of("client.pem");
        Tls.Identity identity = new Tls.Identity(certificate, Optional.empty(), Secret.NONE);
        Tls.Trust trust = new Tls.Trust(Path.of("ca.pem"), Secret.NONE);

        assertThat(Tls.DEFAULT.isDefault()).isTrue();
        assertThat(new Tls(Optional.of(identity), Optional.empty(), true).isDefault())
                .isFalse();
        assertThat(new Tls(Optional.empty(), Optional.of(trust), true).isDefault())
                .isFalse();
        assertThat(identity.files()).containsExactly(certificate);
        assertThat(new Tls.Identity(certificate, Optional.of(Path.of("client.key")), Secret.NONE).files())
                .containsExactly(certificate, Path.of("client.key"));
    }

    @Test
    void aKeyIsSentInAHeaderOrInAField() {
        assertThat(Idempotency.header("Idempotency-Key").isUsed()).isTrue();
        assertThat(new Idempotency("", false, "request_id").isUsed()).isTrue();
        assertThat(Idempotency.header("").isUsed()).isFalse();
        assertThat(Idempotency.header("Idempotency-Key").headerValue("k1")).isEqualTo("k1");
        assertThat(new Idempotency("Idempotency-Key", true, "").headerValue("k1"))
                .isEqualTo("\"k1\"");
    }

    @Test
    void aRefreshTokenMakesTheGrantItsOwn() {
        assertThat(TokenGrant.CLIENT_CREDENTIALS.isRefresh()).isFalse();
        assertThat(new TokenGrant(new Secret("r"), TokenGrant.ClientAuthentication.BASIC, Map.of()).isRefresh())
                .isTrue();
    }
}
