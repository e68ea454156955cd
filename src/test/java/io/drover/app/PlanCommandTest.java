package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan}, which sends nothing. */
class PlanCommandTest {
    private Sandbox sandbox;
    private CliLab cli;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        sandbox = Sandbox.start(0);
        cli = new CliLab(folder).configured(sandbox, "/v2/customers");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private int plan(String csv, String... more) throws IOException {
        Path file = Files.writeString(cli.folder.resolve("a.csv"), csv);
        String[] line = new String[4 + more.length];
        System.arraycopy(new String[] {"plan", file.toString(), "--load", "people"}, 0, line, 0, 4);
        System.arraycopy(more, 0, line, 4, more.length);
        return cli.run(line);
    }

    private JsonNode planned(String csv, String... more) throws IOException {
        String[] line = java.util.Arrays.copyOf(more, more.length + 1);
        line[more.length] = "--json";
        plan(csv, line);
        return new JsonMapper().readTree(cli.out());
    }

    private void transform(String steps) throws IOException {
        Path routes = Files.createDirectories(cli.folder.resolve("routes"));
        Files.writeString(routes.resolve("transform-record.camel.yaml"), """
                - route:
                    id: transform-record
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:transform-record
                      steps:
                """ + steps);
    }

    @Test
    void sendsNothingAndMasksSecrets() throws IOException {
        cli.configured(
                sandbox,
                "/v2/customers",
                "drover.connections.crm.auth=bearer",
                "drover.connections.crm.client-secret=hush",
                "drover.connections.crm.additional-headers={\"X-Key\":\"hush\"}");
        assertThat(plan("id,email\n1,a@b.c\n2,b@b.c,x\n3,c@b.c\n4\n")).isEqualTo(3);
        assertThat(cli.out())
                .contains("records      4: 2 would be sent, 2 can't be, 0 filtered")
                .contains("batches      1 of 2 objects")
                .contains("record 2, line 3: ")
                .contains("POST /v2/customers HTTP/1.1")
                .contains("Authorization: *****")
                .contains("[{\"id\":\"1\",\"email\":\"a@b.c\"}")
                .contains("curl --globoff -X POST '" + sandbox.uri() + "/v2/customers'")
                .doesNotContain("hush");
        assertThat(cli.folder.resolve("data")).doesNotExist();
        assertThat(plan("id\n1\n")).isEqualTo(0);
    }

    @Test
    void groupsWhatCantBeSentByRule() throws IOException {
        cli.configured(sandbox, "/v2/$email");
        JsonNode plan = planned("id,email\n1,x,y,z\n2,x,y\n3,a\n4,\n5,x,y,z,z\n6,.\n7,\n");
        assertThat(plan.path("records").intValue()).isEqualTo(7);
        assertThat(plan.path("refused").intValue()).isEqualTo(6);
        assertThat(plan.path("batches").intValue()).isEqualTo(1);
        assertThat(plan.path("refusals").findValuesAsText("records")).containsExactly("3", "2", "1");
        JsonNode most = plan.path("refusals").get(0);
        assertThat(most.path("class").textValue()).isEqualTo("parse");
        assertThat(most.path("rule").textValue()).contains("N cells").doesNotContain("[row");
        assertThat(most.path("samples")).hasSize(3);
        assertThat(plan.path("refusals").get(1).path("rule").textValue()).contains("no value for $email");
    }

    @Test
    void countsDuplicatesByAKey() throws IOException {
        String csv = "name,customer_id,city\na,7,x\nb,8,x\nc,7,y\nd,,y\ne,7,z\n";
        JsonNode byDefault = planned(csv).path("duplicates");
        assertThat(byDefault.path("key").textValue()).isEqualTo("customer_id");
        assertThat(byDefault.path("distinct").intValue()).isEqualTo(2);
        assertThat(byDefault.path("repeats").intValue()).isEqualTo(2);
        assertThat(byDefault.path("missing").intValue()).isEqualTo(1);
        assertThat(byDefault.path("exact").booleanValue()).isTrue();
        assertThat(byDefault.path("samples").get(0).path("record").intValue()).isEqualTo(3);
        assertThat(planned(csv, "--key", "city")
                        .path("duplicates")
                        .path("repeats")
                        .intValue())
                .isEqualTo(2);
        assertThat(planned("name\na\na\n").has("duplicates")).isFalse();
    }

    @Test
    void estimatesTheTimeByRateAndConcurrency() throws IOException {
        cli.configured(
                sandbox, "/v2/customers", "drover.connections.crm.rate=60/1m", "drover.connections.crm.concurrency=2");
        String csv = "id\n" + "1\n".repeat(20);
        assertThat(planned(csv).path("seconds").doubleValue()).isEqualTo(9.0);
        assertThat(cli.run("plan", cli.folder.resolve("a.csv").toString(), "--load", "people"))
                .isEqualTo(0);
        assertThat(cli.out()).contains("time         9.0 s at the rate of 60 requests in 1 min 0 s");
        assertThat(planned(csv, "--answer-time", "3000").path("seconds").doubleValue())
                .isEqualTo(15.0);
        assertThat(plan(csv, "--answer-time", "soon")).isEqualTo(2);
        assertThat(cli.err()).contains("--answer-time must be a number between 0 and 3600000, but was 'soon'");
    }

    @Test
    void theCurlCommandMeansTheSameToAShell() throws Exception {
        cli.configured(
                sandbox,
                "/v2/customers",
                "drover.connections.crm.body-shape=ndjson",
                "drover.connections.crm.idempotency-header=");
        String name = "O'Hara $(id) `id` \\\\ \"x\" !! ; \u00fc";
        String csv = "id,name\n1,\"" + name.replace("\"", "\"\"") + "\"\n2,'\n";
        String curl = planned(csv).path("first_request").path("curl").textValue();
        Process shell = new ProcessBuilder("sh", "-c", "curl() { printf '%s\\0' \"$@\"; }\n" + curl)
                .redirectErrorStream(true)
                .start();
        String[] words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1);
        assertThat(shell.waitFor()).isEqualTo(0);
        assertThat(words)
                .containsExactly(
                        "--globoff",
                        "-X",
                        "POST",
                        sandbox.uri() + "/v2/customers",
                        "-H",
                        "Content-Type: application/x-ndjson",
                        "-H",
                        "Accept: application/json",
                        "--data-raw",
                        new JsonMapper().createObjectNode().put("id", "1").put("name", name) + "\n"
                                + "{\"id\":\"2\",\"name\":\"'\"}\n",
                        "");
    }

    @Test
    void aLongBodyGoesToAFile() throws IOException {
        cli.configured(sandbox, "/v2/customers", "drover.loads.people.max-batch-size=1MB");
        String csv = "id\n" + "x".repeat(3000) + "\n";
        assertThat(planned(csv).path("notes").get(0).textValue()).contains("--body");
        Path body = cli.folder.resolve("body.json");
        assertThat(plan(csv, "--body", body.toString())).isEqualTo(0);
        assertThat(cli.out()).contains("--data-binary '@" + body + "'");
        assertThat(body).hasContent("[{\"id\":\"" + "x".repeat(3000) + "\"}]");
    }

    @Test
    void appliesTheUsersTransformRecord() throws IOException {
        transform("""
                        - choice:
                            when:
                              - expression:
                                  simple:
                                    expression: ${body[id]} == '2'
                                steps:
                                  - setBody:
                                      expression:
                                        simple:
                                          expression: ${null}
                            otherwise:
                              steps:
                                - script:
                                    expression:
                                      simple:
                                        expression: "${body.put('run', ${exchangeProperty.run.id})}"
                """);
        JsonNode plan = planned("id\n1\n2\n3\n");
        assertThat(plan.path("transformed").booleanValue()).isTrue();
        assertThat(plan.path("filtered").intValue()).isEqualTo(1);
        assertThat(plan.path("batches").intValue()).isEqualTo(2);
        assertThat(plan.path("first_request").path("body").textValue()).isEqualTo("[{\"id\":\"1\",\"run\":\"PLAN\"}]");
        assertThat(plan.path("notes").get(0).textValue()).contains("transform-record");
        assertThat(cli.folder.resolve("data")).doesNotExist();
    }

    @Test
    void aRouteThatCantBeUsedIsToldWithFileAndLine() throws IOException {
        transform("                - nosuch:\n");
        assertThat(plan("id\n1\n")).isEqualTo(2);
        assertThat(cli.err()).contains("transform-record.camel.yaml line 8");
    }
}
