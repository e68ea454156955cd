package io.drover.route;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.redelivery.AttemptResult;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What camel-http, set up by us, puts on the wire; counted and read at the other end of it. */
class HttpComponentsTest {
    private static final Step OK = answer(200, "{}");

    static Stream<Arguments> answersThatTemptAClientToRepeat() {
        return Stream.of(
                Arguments.of("503 with Retry-After", answer(503, "", "Retry-After: 0")),
                Arguments.of("429 with Retry-After", answer(429, "", "Retry-After: 0")),
                Arguments.of("503", answer(503, "")),
                Arguments.of("408", answer(408, "")),
                Arguments.of("425", answer(425, "")),
                Arguments.of("401 with a challenge", answer(401, "", "WWW-Authenticate: Basic realm=\"x\"")),
                Arguments.of("407 with a challenge", answer(407, "", "Proxy-Authenticate: Basic realm=\"x\"")),
                Arguments.of("421", answer(421, "")),
                Arguments.of("closed without an answer", ScriptedServer.hangUp()),
                Arguments.of("reset", ScriptedServer.reset()),
                Arguments.of("half an answer", ScriptedServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
                Arguments.of("not HTTP", ScriptedServer.raw("hello\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatTemptAClientToRepeat")
    void oneRequestOfOursIsOneRequestOnTheWire(String name, Step step) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(step, OK);
                HttpLab lab = new HttpLab(Connections.to(server.url()))) {
            lab.post();
            assertThat(server.received()).as(name).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void aRedirectIsTheAnswerAndNobodyElseLearnsAnything(int status) throws IOException {
        try (ScriptedServer elsewhere = ScriptedServer.playing(OK);
                ScriptedServer server =
                        ScriptedServer.playing(answer(status, "", "Location: " + elsewhere.url() + "/stolen"));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            Exchange exchange = lab.send(Map.of("Authorization", "Bearer secret"), "/v2/customers", "[]");
            assertThat(HttpLab.result(exchange)).isEqualTo(new AttemptResult.Answered(status, Optional.empty()));
            assertThat(server.received()).hasSize(1);
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    static Stream<Integer> redirects() {
        return Stream.of(300, 301, 302, 303, 307, 308);
    }

    @Test
    void cookiesAreNotKept() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "{}", "Set-Cookie: session=1; Path=/"));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            lab.post();
            lab.post();
            assertThat(server.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.header("Cookie")).isEmpty());
        }
    }

    @Test
    void theWireHoldsWhatTheRequestSaysAndNothingElse() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(OK);
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            lab.post();
            Received request = server.received().get(0);
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v2/customers");
            assertThat(request.body()).isEqualTo("[{\"id\":1}]");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.header("User-Agent")).isEqualTo("Drover/test");
            assertThat(request.headerNames())
                    .containsExactlyInAnyOrder("connection", "content-length", "content-type", "host", "user-agent");
        }
    }

    @Test
    void headersOfAUsersRouteGoOutButNoneThatSteersCamelOrTheConnection() throws IOException {
        try (ScriptedServer elsewhere = ScriptedServer.playing(OK);
                ScriptedServer server = ScriptedServer.playing(OK);
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            lab.send(
                    Map.of(
                            "X-Signature", "abc",
                            "Content-Type", "application/vnd.api+json",
                            "CamelHttpUri", elsewhere.url() + "/{{env:HOME}}",
                            "CamelHttpPath", "/other",
                            "CamelHttpQuery", "a=b",
                            "CamelHttpMethod", "DELETE",
                            "CamelRestHttpUri", elsewhere.url().toString(),
                            "Host", "elsewhere",
                            "Content-Length", "3",
                            "Transfer-Encoding", "chunked"),
                    "/v2/customers",
                    "[]");
            assertThat(elsewhere.received()).isEmpty();
            Received request = server.received().get(0);
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v2/customers");
            assertThat(request.header("X-Signature")).isEqualTo("abc");
            assertThat(request.header("Content-Type")).isEqualTo("application/vnd.api+json");
            assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(request.headerNames()).noneMatch(name -> name.startsWith("camel"));
            assertThat(request.body()).isEqualTo("[]");
        }
    }

    @Test
    void placeholdersArriveAsTheyAreAndComeBackAsTheyAre() throws IOException {
        String path = "/v2/%7B%7Benv%3AHOME%7D%7D";
        try (ScriptedServer server = ScriptedServer.playing(answer(
                        200,
                        "{{env:HOME}} ${header.x}",
                        "CamelHttpUri: {{env:HOME}}",
                        "X-Any: {{env:HOME}}",
                        "Retry-After: {{env:HOME}}",
                        "Content-Type: application/x-java-serialized-object"));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            Exchange exchange = lab.send(Map.of(), path, "{{env:HOME}}");
            assertThat(server.received().get(0).path()).isEqualTo(path);
            assertThat(server.received().get(0).body()).isEqualTo("{{env:HOME}}");
            assertThat(HttpLab.body(exchange)).isEqualTo("{{env:HOME}} ${header.x}");
            assertThat(exchange.getMessage().getHeaders())
                    .containsOnlyKeys("CamelHttpResponseCode", "CamelHttpResponseText", "Retry-After")
                    .containsEntry("CamelHttpResponseText", "OK")
                    .containsEntry("Retry-After", "{{env:HOME}}");
        }
    }

    @Test
    void anAnswerOfAnyStatusIsAMessageWithItsRetryAfter() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.playing(answer(429, "slow down", "RETRY-AFTER: 7"), answer(422, "no"));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            Exchange exchange = lab.post();
            assertThat(HttpLab.result(exchange)).isEqualTo(new AttemptResult.Answered(429, Optional.of("7")));
            assertThat(HttpLab.body(exchange)).isEqualTo("slow down");
            assertThat(HttpLab.result(lab.post())).isEqualTo(new AttemptResult.Answered(422, Optional.empty()));
        }
    }

    @Test
    void eachConnectionHasItsOwnComponentAndTheSchemeOfItsUrl() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(OK);
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            List<String> endpoints = List.of("http-crm:" + server.url(), "http-crm://" + server.url() + "/base");
            for (String endpoint : endpoints) {
                Object http = lab.template().getCamelContext().getEndpoint(endpoint);
                assertThat(http)
                        .isInstanceOfSatisfying(
                                org.apache.camel.component.http.HttpEndpoint.class,
                                it -> assertThat(it.getHttpUri())
                                        .hasScheme("http")
                                        .hasHost("127.0.0.1"));
            }
            Object https = lab.template().getCamelContext().getEndpoint("http-crm:https://eu.example.com/base");
            assertThat(https)
                    .isInstanceOfSatisfying(
                            org.apache.camel.component.http.HttpEndpoint.class,
                            it -> assertThat(it.getHttpUri()).hasToString("https://eu.example.com/base"));
        }
    }
}
