package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch looks like on the wire. */
class RequestShapeTest {
    private static final Step OK = answer(200, "[]");
    private static final String SINGLE = "bulk-support=false";

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("post", "api-method=POST")
            .connection("put", "api-method=PUT")
            .connection("patch", "api-method=PATCH")
            .connection("delete", "api-method=DELETE")
            .connection("delete-one", "api-method=DELETE", "api-endpoint=/records/$id", SINGLE)
            .connection("get-one", "api-method=GET", "api-endpoint=/records?id=$id", SINGLE)
            .connection("post-one", SINGLE)
            .connection("path", "api-endpoint=/c/$id/orders?note=$name", SINGLE, "concurrency=1")
            .connection("dots", "api-endpoint=/c/$id", SINGLE)
            .connection("header", "additional-headers={\"X-Name\":\"n-$name\"}", SINGLE, "concurrency=1")
            .connection("wrapped", "body-shape=wrapped", "body-path=data.customers")
            .connection("lines", "body-shape=ndjson")
            .connection("form", "body-shape=form", SINGLE, "concurrency=1")
            .connection("shops", "api-endpoint=/shops/$shop", "load.grouping-limit=3", "concurrency=1")
            .connection("no-key", "idempotency-header=", SINGLE);

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    @Execution(ExecutionMode.CONCURRENT)
    void aBatchIsAnArrayInTheBodyWhateverTheMethod(String method) throws IOException {
        ScriptedServer server = HOME.serve(method.toLowerCase(Locale.ROOT), OK);

        HOME.load(method.toLowerCase(Locale.ROOT), 2).succeeds(2).took(1, 0, 0);

        Received request = server.received().get(0);
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.path()).isEqualTo("/records");
        assertThat(request.body()).isEqualTo("[{\"id\":\"1\",\"name\":\"name 1\"},{\"id\":\"2\",\"name\":\"name 2\"}]");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
    }

    @Story
    void withoutBulkSupportEveryRecordIsARequestOfItsOwn() throws IOException {
        ScriptedServer server = HOME.serve("post-one", OK);

        HOME.load("post-one", 3).succeeds(3).took(3, 0, 0);

        assertThat(server.received())
                .extracting(Received::body)
                .containsExactlyInAnyOrder(
                        "{\"id\":\"1\",\"name\":\"name 1\"}",
                        "{\"id\":\"2\",\"name\":\"name 2\"}",
                        "{\"id\":\"3\",\"name\":\"name 3\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete-one", "get-one"})
    @Execution(ExecutionMode.CONCURRENT)
    void getAndDeleteOfOneRecordCarryNoBody(String connection) throws IOException {
        ScriptedServer server = HOME.serve(connection, OK);

        HOME.load(connection, 2).succeeds(2).took(2, 0, 0);

        String path = connection.equals("get-one") ? "/records?id=" : "/records/";
        assertThat(server.received()).extracting(Received::path).containsExactlyInAnyOrder(path + 1, path + 2);
        assertThat(server.received()).allSatisfy(request -> {
            assertThat(request.body()).isEmpty();
            assertThat(request.headerNames()).doesNotContain("content-type", "transfer-encoding");
        });
    }

    @Story
    void theShapeOfTheBodyIsTheConnections() throws IOException {
        ScriptedServer wrapped = HOME.serve("wrapped", OK);
        ScriptedServer lines = HOME.serve("lines", OK);
        ScriptedServer form = HOME.serve("form", OK);

        HOME.load("wrapped", "id,name\n1,A\n2,B\n").succeeds(2).took(1, 0, 0);
        HOME.load("lines", "id,name\n1,A\n2,B\n").succeeds(2).took(1, 0, 0);
        HOME.load("form", "id,name\n1,A b\n2,B&c\n").succeeds(2).took(2, 0, 0);

        assertThat(wrapped.received().get(0).body())
                .isEqualTo("{\"data\":{\"customers\":[{\"id\":\"1\",\"name\":\"A\"},{\"id\":\"2\",\"name\":\"B\"}]}}");
        Received ndjson = lines.received().get(0);
        assertThat(ndjson.body()).isEqualTo("{\"id\":\"1\",\"name\":\"A\"}\n{\"id\":\"2\",\"name\":\"B\"}\n");
        assertThat(ndjson.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(form.received()).extracting(Received::body).containsExactly("id=1&name=A+b", "id=2&name=B%26c");
        assertThat(form.received().get(0).header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Story
    void aBatchHoldsOnlyRecordsThatAgreeInWhatThePathNames() throws IOException {
        ScriptedServer server = HOME.serve("shops", OK);

        Loaded loaded = HOME.load("shops", "id,shop\n1,a\n2,a\n3,b\n4,a\n5,\n6,\n7,b\n8,b\n9,b\n10,b\n")
                .accountsFor(10);

        assertThat(loaded.failed("id")).containsExactly("5", "6");
        assertThat(loaded.failed("_class")).containsOnly("schema");
        assertThat(server.received())
                .extracting(Received::path)
                .containsExactly("/shops/a", "/shops/b", "/shops/a", "/shops/b", "/shops/b");
        assertThat(server.received().get(0).body())
                .isEqualTo("[{\"id\":\"1\",\"shop\":\"a\"},{\"id\":\"2\",\"shop\":\"a\"}]");
    }

    @Story
    void whatStandsInARecordIsNeverMoreThanOnePlaceOfAPath() throws IOException {
        ScriptedServer server = HOME.serve("path", OK);
        List<String> values = List.of(
                "a b",
                "a/b",
                "\u00fc\u20ac",
                "{{env:HOME}}",
                "${sys:user.home}",
                "%2e%2e",
                "?x=1&y#z",
                "a;b",
                "#",
                "+");
        StringBuilder csv = new StringBuilder("id,name\n");
        values.forEach(value ->
                csv.append('"').append(value).append("\",\"").append(value).append("\"\n"));

        HOME.load("path", csv.toString()).succeeds(10).took(10, 0, 0);

        List<String> encoded = List.of(
                "a%20b",
                "a%2Fb",
                "%C3%BC%E2%82%AC",
                "%7B%7Benv%3AHOME%7D%7D",
                "%24%7Bsys%3Auser.home%7D",
                "%252e%252e",
                "%3Fx%3D1%26y%23z",
                "a%3Bb",
                "%23",
                "%2B");
        assertThat(server.received())
                .extracting(Received::path)
                .containsExactlyElementsOf(encoded.stream()
                        .map(value -> "/c/" + value + "/orders?note=" + value)
                        .toList());
    }

    @Story
    void aValueThatNamesAnotherPathIsRefused() throws IOException {
        ScriptedServer server = HOME.serve("dots", OK);

        Loaded loaded =
                HOME.load("dots", "id,name\n..,x\n1,y\n.,z\n").accountsFor(3).took(1, 0, 0);

        assertThat(loaded.failed("id")).containsExactlyInAnyOrder("..", ".");
        assertThat(loaded.failed("_class")).containsOnly("schema");
        assertThat(server.received()).extracting(Received::path).containsExactly("/c/1");
    }

    @Story
    void aValueThatCanNotStandInAHeaderIsRefused() throws IOException {
        ScriptedServer server = HOME.serve("header", OK);
        String csv =
                "id,name\n1,fine\n2,\"a\r\nX-Evil: 1\"\n3,\"a\nb\"\n4,\"\u00fc\"\n5,\n6,${sys:user.home} {{env:HOME}}\n";

        Loaded loaded = HOME.load("header", csv).accountsFor(6).took(2, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("2", "3", "4", "5");
        assertThat(loaded.failed("_class")).containsOnly("schema");
        assertThat(loaded.failed("_http_status")).containsOnly("");
        assertThat(loaded.failed("_attempts")).containsOnly("0");
        assertThat(server.received())
                .extracting(request -> request.header("X-Name"))
                .containsExactly("n-fine", "n-${sys:user.home} {{env:HOME}}");
        assertThat(server.received())
                .allSatisfy(request -> assertThat(request.headerNames()).doesNotContain("x-evil"));
    }

    @Story
    void noKeyIsSentWhereNoneIsWanted() throws IOException {
        ScriptedServer server = HOME.serve("no-key", OK);

        HOME.load("no-key", 1).succeeds(1);

        assertThat(server.received().get(0).headerNames()).doesNotContain("idempotency-key");
    }
}
