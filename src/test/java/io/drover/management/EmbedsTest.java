package io.drover.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.management.Embeds.Embed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbedsTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private Instant now = START;
    private final Embeds embeds = new Embeds(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private ApiRequest added() {
        String token = embeds.add(new Embed(
                Optional.empty(),
                Optional.empty(),
                Bodies.object(),
                List.of(),
                "https://app.example.com",
                "admin",
                embeds.expiry(Duration.ofMinutes(10)),
                2));
        return new ApiRequest(
                "GET",
                List.of(),
                Map.of(),
                Map.of("authorization", "Bearer " + token),
                "",
                new byte[0],
                Optional.empty());
    }

    @Test
    void aTokenIsOverWhenItsTimeIs() {
        ApiRequest request = added();
        now = START.plus(Duration.ofMinutes(10));
        assertThat(embeds.look(request).tries()).isEqualTo(2);
        now = START.plus(Duration.ofMinutes(10)).plusMillis(1);
        assertThatThrownBy(() -> embeds.look(request)).isInstanceOf(Refusal.class);
    }

    @Test
    void whatOneTookNobodyElseCanTakeUntilItIsGivenBack() {
        ApiRequest request = added();
        Embed taken = embeds.take(request);
        assertThatThrownBy(() -> embeds.take(request)).isInstanceOf(Refusal.class);
        embeds.giveBack(request, taken);
        embeds.giveBack(request, embeds.take(request));
        assertThatThrownBy(() -> embeds.take(request)).isInstanceOf(Refusal.class);
    }
}
