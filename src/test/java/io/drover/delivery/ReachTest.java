package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private final Reach limited = Reach.publicOr(List.of("localhost", "Intranet.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1"
            })
    void addressesThatAreNotPublicAreKnown(String address) throws UnknownHostException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "198.20.0.1", "193.0.0.1", "2606:4700::1", "2001:db9::1"})
    void publicAddressesAreReached(String address) throws UnknownHostException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void whatCameThroughTheApiIsHttpsAndPublic() {
        assertThat(limited.problem(URI.create("https://api.example.com"))).isEmpty();
        assertThat(limited.problem(URI.create("http://api.example.com"))).isPresent();
        assertThat(limited.problem(URI.create("https://[::1]:8443"))).isPresent();
        assertThat(limited.problem(URI.create("http://intranet.example.com"))).isEmpty();
        assertThat(Reach.ANYWHERE.problem(URI.create("http://10.0.0.1"))).isEmpty();
    }

    @Test
    void aNameIsLookedAtWhenItIsResolved() throws UnknownHostException {
        assertThat(limited.resolve("localhost")).isNotEmpty();
        assertThatThrownBy(() -> Reach.publicOr(List.of()).resolve("localhost"))
                .hasMessageContaining("not public")
                .hasMessageContaining("drover.api.allowed-hosts");
        assertThatThrownBy(() -> Reach.publicOr(List.of("169.254.169.254")).resolve("169.254.169.254"))
                .hasMessageContaining("not public");
    }
}
