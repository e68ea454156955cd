package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.result.Summary;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors before-send and after-run, as users replace them, and routes that lose what they were given. */
class DoorsTest {
    private static final String RECORDS = "id,name\n1,J\u00f6rg\n2,Bob\n3,Cid\n";

    @TempDir
    Path folder;

    private ScriptedServer server;
    private DoorsLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
        lab = new DoorsLab(folder, server);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whatBeforeSendMakesOfBodyAndHeadersIsSent() throws IOException, NoSuchAlgorithmException {
        lab.route(
                "before-send",
                "- setBody: {simple: {expression: '{\"customers\":${bodyAs(String)}}'}}",
                "- setHeader: {name: X-Signature, simple: {expression: '${hash(${body},SHA-256)}'}}",
                "- setHeader: {name: X-Run, simple: {expression: '${exchangeProperty.run.id}'}}",
                "- removeHeader: {name: Accept}");
        Summary summary = lab.load("customers.csv", RECORDS);
        assertThat(summary.tally().succeeded()).isEqualTo(3);
        Received first = server.received().get(0);
        assertThat(first.body())
                .isEqualTo("{\"customers\":[{\"id\":\"1\",\"name\":\"J\u00f6rg\"},{\"id\":\"2\",\"name\":\"Bob\"}]}");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(first.body().getBytes(StandardCharsets.UTF_8));
        assertThat(first.header("X-Signature")).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(first.header("X-Run")).isEqualTo(summary.run());
        assertThat(first.headerNames()).noneMatch("accept"::equalsIgnoreCase);
    }

    @Test
    void afterRunReceivesTheSummary() throws IOException {
        lab.route(
                "after-run",
                "- setBody: {simple: {expression: '${body[run]} ${body[records]} ${body[filtered]}'}}",
                "- to: {uri: file, parameters: {directoryName: " + folder + ", fileName: told.txt}}");
        Summary summary = lab.load("customers.csv", RECORDS);
        assertThat(folder.resolve("told.txt")).hasContent(summary.run() + " 3 0");
    }

    @Test
    void anAfterRunThatFailsChangesNothingAboutTheRun() throws IOException {
        lab.route("after-run", "- throwException: {exceptionType: java.lang.IllegalStateException, message: no mail}");
        Summary summary = lab.load("customers.csv", RECORDS);
        assertThat(summary.state()).isEqualTo("done");
        assertThat(summary.tally().succeeded()).isEqualTo(3);
        try (var left = Files.list(folder.resolve("home/processing"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aRunWhoseBatchesGetLostInUsersRoutesIsNotPublished() throws IOException {
        lab.set("drover.deliver-to=direct:lost").route("lost", "- log: {message: nothing, loggingLevel: TRACE}");
        Path file = lab.file("customers.csv", RECORDS);
        assertThat(lab.tryLoad(file)).isEmpty();
        assertThat(folder.resolve("home/results/customers")).isEmptyDirectory();
    }
}
