package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no socket of this machine can be made to do; the others are in NotReachableTest and AnswerGuardTest. */
class ReasonsTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SocketException("Network is unreachable"), "there is no route to the host"),
                Arguments.of(new ConnectException("Network is unreachable"), "there is no route to the host"),
                Arguments.of(new NoRouteToHostException("No route to host"), "there is no route to the host"),
                Arguments.of(new ConnectException("Connection refused"), "the connection was refused"),
                Arguments.of(new SSLHandshakeException("handshake_failure"), "the TLS connection failed"),
                Arguments.of(new SocketException("Connection reset"), "the connection broke (SocketException)"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysInPlainWordsWhatHappened(IOException failure, String words) {
        assertThat(Reasons.of(failure)).isEqualTo(words);
    }
}
