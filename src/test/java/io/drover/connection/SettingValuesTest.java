package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
}
