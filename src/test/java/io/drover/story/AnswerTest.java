package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that try to be more than an answer, or are less than one. */
class AnswerTest {
    private static final Step OK = answer(200, "[]");
    private static final String SPLIT = "response-split-path=$.result.errors.data.*,$.result.success.data.*";
    private static final String NO_VERDICT = "no_verdict";
    private static final int BOMB = 100_000_000;

    private static final Map<String, Bad> BAD = new TreeMap<>(Map.ofEntries(
            Map.entry("html", new Bad(answer(200, "<html><body>Welcome</body></html>"), NO_VERDICT)),
            Map.entry("invalid", new Bad(answer(200, "{\"result\":{\"success\":{data:[{\"id\":1}]}}}"), NO_VERDICT)),
            Map.entry("cut", new Bad(answer(200, "{\"result\":{\"success\":{\"data\":[{\"id\":\"1\"}"), NO_VERDICT)),
            Map.entry("two", new Bad(answer(200, good("1", "2") + good("1", "2")), NO_VERDICT)),
            Map.entry("empty", new Bad(answer(200, ""), NO_VERDICT)),
            Map.entry("none", new Bad(answer(204, new byte[0]), NO_VERDICT)),
            Map.entry("null", new Bad(answer(200, "null"), NO_VERDICT)),
            Map.entry("elsewhere", new Bad(answer(200, "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"), NO_VERDICT)),
            Map.entry(
                    "charset",
                    new Bad(answer(200, good("1", "\u00e4\u00f6").getBytes(StandardCharsets.ISO_8859_1)), NO_VERDICT)),
            Map.entry("deep", new Bad(answer(200, "{\"result\":" + "[".repeat(1_000_000)), NO_VERDICT)),
            Map.entry("huge", new Bad(huge(), "exhausted")),
            Map.entry("bomb", new Bad(answer(200, bomb(), "Content-Encoding: gzip"), "exhausted")),
            Map.entry("no-gzip", new Bad(answer(200, good("1", "2"), "Content-Encoding: gzip"), "exhausted")),
            Map.entry("brotli", new Bad(answer(200, good("1", "2"), "Content-Encoding: br"), "exhausted"))));

    @RegisterExtension
    static final DroverHome HOME = home();

    /** An answer that can't be a success, and what its records end as. */
    private record Bad(Step step, String errorClass) {}

    private static DroverHome home() {
        DroverHome home = new DroverHome()
                .connection("elsewhere")
                .connection("redirect", "auth=bearer", "client-secret=s3cret-token", "max-retries=2")
                .connection("cookies", "concurrency=1")
                .connection("no-content", "concurrency=1")
                .connection("headers", "max-retries=3", "concurrency=1")
                .connection("columns", "concurrency=1");
        for (String name : BAD.keySet()) {
            home.connection("bad-" + name, SPLIT, "max-retries=0", "concurrency=1");
        }
        return home;
    }

    static Set<String> bad() {
        return BAD.keySet();
    }

    @ParameterizedTest
    @MethodSource("bad")
    @Execution(ExecutionMode.CONCURRENT)
    void whatCanNotBeReadIsNeverASuccess(String name) throws IOException {
        Bad bad = java.util.Objects.requireNonNull(BAD.get(name));
        ScriptedServer server =
                HOME.serve("bad-" + name, answer(200, good("1", "2")), bad.step, answer(200, good("5", "6")));

        Loaded loaded = HOME.load("bad-" + name, 6).accountsFor(6).took(3, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("3", "4");
        assertThat(loaded.failed("_class")).containsOnly(bad.errorClass);
        assertThat(loaded.succeeded("id")).containsExactly("1", "2", "5", "6");
        assertThat(server.received()).hasSize(3);
    }

    @Story
    void aRedirectIsFinalAndNotFollowed() throws IOException {
        ScriptedServer elsewhere = HOME.serve("elsewhere", OK);
        String location = "Location: " + elsewhere.url() + "/records";
        ScriptedServer server = HOME.serve(
                "redirect",
                OK,
                answer(301, "", location),
                answer(302, "", location),
                answer(303, "", location),
                answer(307, "", location),
                answer(308, "", location));

        Loaded loaded = HOME.load("redirect", 12).accountsFor(12).took(6, 0, 0);

        assertThat(loaded.failed("_class")).hasSize(10).containsOnly("http");
        assertThat(server.received()).hasSize(6);
        assertThat(elsewhere.received()).isEmpty();
        assertThat(elsewhere.connections()).isZero();
    }

    @Story
    void cookiesAreNotSentBack() throws IOException {
        ScriptedServer server = HOME.serve("cookies", answer(200, "[]", "Set-Cookie: session=1; Path=/"));

        HOME.load("cookies", 6).succeeds(6);

        assertThat(server.received())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.headerNames()).doesNotContain("cookie"));
    }

    @Story
    void noContentIsASuccessWhereNothingIsToBeRead() throws IOException {
        HOME.serve("no-content", answer(204, new byte[0]), answer(202, ""), answer(201, "created"));

        Loaded loaded = HOME.load("no-content", 6).succeeds(6).took(3, 0, 0);

        assertThat(loaded.succeeded("_http_status")).containsExactly("204", "204", "202", "202", "201", "201");
    }

    @Story
    void nothingOfAnAnswerGetsIntoALaterRequest() throws IOException {
        ScriptedServer elsewhere = ScriptedServer.playing(OK);
        Step evil = answer(
                503,
                "{\"CamelHttpUri\":\"" + elsewhere.url() + "\"}",
                "X-Evil: 1",
                "Authorization: Bearer evil",
                "CamelHttpUri: " + elsewhere.url(),
                "CamelHttpMethod: DELETE",
                "CamelHttpPath: /evil",
                "CamelHttpQuery: evil=1",
                "CamelRedeliveryDelay: 100000",
                "CamelRedeliveryCounter: 99",
                "Content-Type: text/evil",
                "Idempotency-Key: evil");
        ScriptedServer server = HOME.serve("headers", evil, evil, evil, OK);

        HOME.load("headers", 4).succeeds(4).took(5, 3, 0);

        Received first = server.received().get(0);
        assertThat(server.received().subList(0, 4)).allSatisfy(request -> {
            assertThat(request.headers()).isEqualTo(first.headers());
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/records");
        });
        assertThat(server.received().get(4).headerNames()).isEqualTo(first.headerNames());
        assertThat(first.headerNames())
                .containsExactlyInAnyOrder(
                        "accept",
                        "connection",
                        "content-length",
                        "content-type",
                        "host",
                        "idempotency-key",
                        "user-agent");
        assertThat(elsewhere.connections()).isZero();
        elsewhere.close();
    }

    @Story
    void nothingOfARecordBecomesAHeader() throws IOException {
        ScriptedServer server = HOME.serve("columns", OK);
        String csv = """
                CamelHttpUri,CamelHttpMethod,Authorization,Host,X-Name
                http://127.0.0.1:1/{{env:HOME}},DELETE,Bearer x,evil,${sys:user.home}
                """;

        HOME.load("columns", csv).succeeds(1).took(1, 0, 0);

        Received request = server.received().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/records");
        assertThat(request.headerNames()).doesNotContain("authorization", "x-name", "camelhttpuri", "camelhttpmethod");
        assertThat(request.body())
                .isEqualTo("[{\"CamelHttpUri\":\"http://127.0.0.1:1/{{env:HOME}}\",\"CamelHttpMethod\":\"DELETE\","
                        + "\"Authorization\":\"Bearer x\",\"Host\":\"evil\",\"X-Name\":\"${sys:user.home}\"}]");
    }

    private static String good(String one, String other) {
        return "{\"result\":{\"success\":{\"data\":[{\"id\":\"" + one + "\"},{\"id\":\"" + other + "\"}]}}}";
    }

    private static Step huge() {
        byte[] block = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        return line -> {
            line.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int written = 0; written < BOMB; written += block.length) {
                line.write((Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                line.write(block);
                line.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return false;
        };
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] block = new byte[1_000_000];
            for (int written = 0; written < BOMB; written += block.length) {
                gzip.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
