package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.connection.ApiMethod;
import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Rate;
import io.drover.connection.Secret;
import io.drover.load.AcrossFiles;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.redelivery.UnknownOutcome;
import io.drover.response.Correlation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String CRM = "drover.connections.crm.api-base-url=https://eu.example.com\n";

    @TempDir
    Path directory;

    @Test
    void missingDefaultFileGivesDefaultsAndNoLoads() {
        Settings settings = SettingsSource.inDirectory(directory, Map.of()).read();
        assertThat(settings.home()).isEqualTo(directory.resolve("data"));
        assertThat(settings.serverHost()).isEqualTo("127.0.0.1");
        assertThat(settings.serverPort()).isEqualTo(8080);
        assertThat(settings.managementPort()).isEqualTo(9876);
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.logLevel()).isEqualTo(LogLevel.INFO);
        assertThat(settings.deliverTo()).isEqualTo("direct:deliver-batch");
        assertThat(settings.loads()).isEmpty();
        assertThatThrownBy(settings::requireLoads).hasMessageContaining("at least one load must be configured");
    }

    @Test
    void missingNamedFileIsAProblem() {
        SettingsSource source = SettingsSource.ofFile(directory, Path.of("other.properties"), Map.of());
        assertThatThrownBy(source::read).hasMessageContaining("must exist").hasMessageContaining("other.properties");
    }

    @Test
    void filesTravelTogetherWhereALoadAsksForIt() throws IOException {
        String load = CRM + "drover.loads.customers.connection=crm\n";
        assertThat(read(load).load("customers").orElseThrow().shaping().acrossFiles())
                .isEqualTo(AcrossFiles.NONE);
        String across = load + "drover.loads.customers.batch-across-files=true\n"
                + "drover.loads.customers.completion-time=30s\n";
        assertThat(read(across + "drover.loads.customers.grouping-limit=100\n")
                        .load("customers")
                        .orElseThrow()
                        .shaping()
                        .acrossFiles())
                .isEqualTo(new AcrossFiles(true, Duration.ofSeconds(30)));
        assertThatThrownBy(() -> read(across))
                .hasMessageContaining("batch-across-files")
                .hasMessageContaining("grouping-limit is 1");
    }

    @Test
    void keysLeftOutHaveTheirDefaults() throws IOException {
        Settings settings = read(CRM + "drover.loads.customers.connection=crm\n");
        Connection crm = settings.connection("crm").orElseThrow();
        assertThat(crm.endpoint().apiMethod()).isEqualTo(ApiMethod.POST);
        assertThat(crm.endpoint().bulkSupport()).isTrue();
        assertThat(crm.endpoint().idempotency().header()).isEqualTo("Idempotency-Key");
        assertThat(crm.credentials()).isEqualTo(new Credentials.None());
        assertThat(crm.limits().concurrency()).isEqualTo(4);
        assertThat(crm.limits().rate()).isEmpty();
        assertThat(crm.limits().maxResponseBytes()).isEqualTo(10 << 20);
        assertThat(crm.redelivery().recoverableErrorCodes()).containsExactlyInAnyOrder(502, 503, 504, 520, 521);
        assertThat(crm.redelivery().yieldingErrorCodes()).containsExactly(429);
        assertThat(crm.redelivery().onUnknownOutcome()).isEqualTo(UnknownOutcome.RESEND);
        assertThat(crm.response().correlation()).isEqualTo(new Correlation.Auto());
        Load customers = settings.requireLoad("customers");
        assertThat(customers.inbox()).isEqualTo(directory.resolve("data/inbox/customers"));
        assertThat(customers.groupingLimit()).isEqualTo(1);
        assertThat(customers.maxBatchBytes()).isEqualTo(32 << 20);
        assertThat(customers.settle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(customers.duplicates()).isEqualTo(Duplicates.REFUSE);
        assertThat(customers.include().matcher("a.csv.gz").matches()).isTrue();
        assertThat(customers.include().matcher("a_csv").matches()).isFalse();
    }

    @Test
    void readsEveryKeyOfTheContract() throws IOException {
        Settings settings = read("""
                drover.home=/srv/drover
                drover.connections.crm.api-base-url=https://eu.example.com/
                drover.connections.crm.api-endpoint=/v2/customers?mode=$mode
                drover.connections.crm.auth=oauth2
                drover.connections.crm.auth-header=X-API-Key
                drover.connections.crm.oauth-base-url=https://eu.example.com/v3/oauth/token/generate
                drover.connections.crm.client-key=key
                drover.connections.crm.client-secret= p w
                drover.connections.crm.additional-headers={"X-B":"true","X-A":"1"}
                drover.connections.crm.response-split-path=$.result.errors.data._,$.result['a,b'].data.*
                drover.connections.crm.correlate=field:external_id=$.id
                drover.connections.crm.parse-path-map={"status_code":"$.code","error_message":"$.message"}
                drover.connections.crm.recoverable-error-codes=500, 502-504
                drover.connections.crm.rate=1000/1m
                drover.connections.crm.idempotency-header=
                drover.loads.customers.connection=crm
                drover.loads.customers.inbox=/srv/in
                drover.loads.customers.delimiter=\\t
                drover.loads.customers.charset=windows-1252
                drover.loads.customers.group-by=
                drover.loads.customers.schema=
                camel.main.name=mine
                my.value=1
                """);
        Connection crm = settings.connection("crm").orElseThrow();
        assertThat(crm.endpoint().apiBaseUrl()).isEqualTo(URI.create("https://eu.example.com"));
        assertThat(crm.endpoint().additionalHeaders().keySet()).containsExactly("X-B", "X-A");
        assertThat(crm.endpoint().idempotency().header()).isEmpty();
        assertThat(crm.credentials())
                .isEqualTo(new Credentials.OAuth2(
                        URI.create("https://eu.example.com/v3/oauth/token/generate"), "key", new Secret("p w")));
        assertThat(crm.response().splitPaths()).containsExactly("$.result.errors.data.*", "$.result['a,b'].data.*");
        assertThat(crm.response().correlation()).isEqualTo(new Correlation.Field("external_id", "$.id"));
        assertThat(crm.response().parsePathMap().keySet()).containsExactly("status_code", "error_message");
        assertThat(crm.redelivery().recoverableErrorCodes()).containsExactlyInAnyOrder(500, 502, 503, 504);
        assertThat(crm.limits().rate()).isEqualTo(Optional.of(new Rate(1000, Duration.ofMinutes(1))));
        assertThat(settings.requireLoad("customers").csv().delimiter()).isEqualTo('\t');
        assertThat(settings.requireLoad("customers").inbox()).isEqualTo(Path.of("/srv/in"));
        assertThat(settings.others()).isEqualTo(Map.of("camel.main.name", "mine", "my.value", "1"));
        assertThat(settings.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "drover.connections.crm.response-split-path holds $.result.errors.data._, whose trailing ._ is read as .*"
                                + " (application.properties line 10)");
    }

    @Test
    void reportsAllProblemsTogetherWithTheirLines() throws IOException {
        List<String> problems = problems("""
                drover.connections.crm.api-base-url=https://user:pa55@eu.example.com
                drover.connections.crm.max-retrys=3
                drover.connections.crm.rate=fast
                drover.connections.crm.bulk-support=yes
                drover.connections.crm.additional-headers={"X-Key":"s3cr3t"
                drover.loads.customers.connection=crmm
                drover.loads.customers.grouping-limit=0
                drover.loads.customers.grouping-limit=1
                drover.loads.customers.sort-headers=city
                drover.loads.Bad Name.connection=crm
                """);
        assertThat(problems)
                .containsExactly(
                        "drover.connections.crm.api-base-url must be an http or https URL with a host and without user,"
                                + " query and fragment, but was https://*****@eu.example.com (application.properties"
                                + " line 1)",
                        "drover.connections.crm.max-retrys is not a known key; the nearest is"
                                + " drover.connections.crm.max-retries (application.properties line 2)",
                        "drover.connections.crm.rate must be requests per period, like 1000/1m or 5/s, or empty for no"
                                + " limit, but was fast (application.properties line 3)",
                        "drover.connections.crm.bulk-support must be true or false, but was yes (application.properties"
                                + " line 4)",
                        "drover.connections.crm.additional-headers must be a JSON object whose values are strings, like"
                                + " {\"name\":\"value\"}, but was ***** (application.properties line 5)",
                        "drover.loads.customers.connection must be the name of a connection, but was crmm; the nearest"
                                + " is crm (application.properties line 6)",
                        "drover.loads.customers.grouping-limit must be between 1 and 250000, but was 0"
                                + " (application.properties line 7)",
                        "drover.loads.customers.grouping-limit must stand in the file once, but stands in line 7 too"
                                + " (application.properties line 8)",
                        "drover.loads.customers.sort-headers must be empty without drover.loads.customers.group-by,"
                                + " because it orders the records within a group, but was city (application.properties"
                                + " line 9)",
                        "drover.loads.Bad is not a known key (application.properties line 10)");
    }

    @Test
    void whatIsAskedAfterARequestHasToFitTogether() throws IOException {
        assertThat(problems("""
                drover.connections.crm.api-base-url=http://a
                drover.connections.crm.idempotency-field=key
                drover.connections.crm.new-key-after=4
                drover.connections.crm.on-unknown-outcome=look-up
                drover.connections.crm.look-up-there=status = 200
                drover.connections.crm.poll-path=/jobs/$job
                drover.connections.two.api-base-url=http://a
                drover.connections.two.look-up-path=/x
                drover.connections.two.poll-job=$.id
                drover.connections.two.poll-path=/jobs
                drover.connections.two.poll-results=jobs
                """))
                .containsExactly(
                        "drover.connections.crm.look-up-path must be set with"
                                + " drover.connections.crm.on-unknown-outcome=look-up, but is empty"
                                + " (application.properties line 1)",
                        "drover.connections.crm.idempotency-field must be empty where the body is not one object or a"
                                + " form, but was key; set drover.connections.crm.body-shape=wrapped"
                                + " (application.properties line 2)",
                        "drover.connections.crm.new-key-after must be at most drover.connections.crm.max-retries (3),"
                                + " but was 4 (application.properties line 3)",
                        "drover.connections.crm.look-up-there must be a condition like status == 200 and $.state =="
                                + " 'done', see responses.md, or empty, but was status = 200"
                                + " (application.properties line 5)",
                        "drover.connections.crm.poll-path must be empty without drover.connections.crm.poll-job, but"
                                + " was /jobs/$job (application.properties line 6)",
                        "drover.connections.two.poll-done must be set with drover.connections.two.poll-job, but is"
                                + " empty (application.properties line 7)",
                        "drover.connections.two.look-up-path must be empty without"
                                + " drover.connections.two.on-unknown-outcome=look-up, but was /x"
                                + " (application.properties line 8)",
                        "drover.connections.two.poll-path must hold $job, the job's name, but was /jobs"
                                + " (application.properties line 10)",
                        "drover.connections.two.poll-results must be a path that starts with /, a JSONPath that starts"
                                + " with $, header.NAME, or empty, but was jobs (application.properties line 11)");
    }

    @Test
    void theEnvironmentStandsOverTheFile() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "from-file\n");
        Settings settings = read(
                CRM + "drover.connections.my-crm.api-base-url=http://a\ndrover.connections.crm.max-retries=1\n",
                Map.of(
                        "DROVER_HOME", "/env",
                        "DROVER_PORT", "tcp://10.0.0.1:80",
                        "DROVER_SERVER_PORT", "tcp://10.0.0.1:80",
                        "DROVER_CONNECTIONS_CRM_MAX_RETRIES", "9",
                        "DROVER_CONNECTIONS_CRM_AUTH", "bearer",
                        "DROVER_CONNECTIONS_CRM_CLIENT_SECRET_FILE", secret.toString(),
                        "DROVER_CONNECTIONS_MY_CRM_MAX_BACKOFF", "7m",
                        "DROVER_CONNECTIONS_NEW_ONE_API_BASE_URL", "http://b"));
        assertThat(settings.home()).isEqualTo(Path.of("/env"));
        assertThat(settings.serverPort()).isEqualTo(8080);
        Connection crm = settings.connection("crm").orElseThrow();
        assertThat(crm.redelivery().maxRetries()).isEqualTo(9);
        assertThat(crm.credentials()).isEqualTo(new Credentials.Bearer(new Secret("from-file")));
        assertThat(settings.connection("my-crm")
                        .orElseThrow()
                        .redelivery()
                        .backoff()
                        .max())
                .isEqualTo(Duration.ofMinutes(7));
        assertThat(settings.connection("new-one")).isPresent();
    }

    @Test
    void unknownVariablesOfConnectionsAndLoadsAreProblems() throws IOException {
        assertThat(problems(
                        CRM,
                        Map.of(
                                "DROVER_CONNECTIONS_CRM_CLIENT_SECRT", "x",
                                "DROVER_LOADS_A_GROUPING", "1",
                                "DROVER_CONNECTIONS_CRM_MAX_RETRIES", "many",
                                "DROVER_CONNECTIONS_CRM_CLIENT_KEY_FILE", "/missing")))
                .containsExactly(
                        "DROVER_CONNECTIONS_CRM_CLIENT_KEY_FILE must name a UTF-8 file that can be read, but was"
                                + " /missing: NoSuchFileException (environment variable"
                                + " DROVER_CONNECTIONS_CRM_CLIENT_KEY_FILE)",
                        "DROVER_CONNECTIONS_CRM_CLIENT_SECRT is not a known variable; the nearest is"
                                + " DROVER_CONNECTIONS_CRM_CLIENT_SECRET (environment variable"
                                + " DROVER_CONNECTIONS_CRM_CLIENT_SECRT)",
                        "drover.connections.crm.max-retries must be between 0 and 1000, but was many (environment"
                                + " variable DROVER_CONNECTIONS_CRM_MAX_RETRIES)",
                        "DROVER_LOADS_A_GROUPING is not a known variable (environment variable"
                                + " DROVER_LOADS_A_GROUPING)");
    }

    @Test
    void aVariableThatMayMeanTwoKeysIsAProblem() throws IOException {
        String both = "drover.connections.a-b.api-base-url=http://a\ndrover.connections.a_b.api-base-url=http://b\n";
        assertThat(problems(both, Map.of("DROVER_CONNECTIONS_A_B_RATE", "5/s")))
                .singleElement()
                .asString()
                .contains("may be drover.connections.a-b.rate or drover.connections.a_b.rate");
    }

    @Test
    void aKeySetByTwoVariablesIsAProblem() throws IOException {
        assertThat(problems(CRM, Map.of("DROVER_HOME", "a", "DROVER_HOME_FILE", "b")))
                .singleElement()
                .asString()
                .contains("drover.home must be set by one variable");
    }

    @Test
    void theEffectiveValuesNameTheirOriginAndMaskSecrets() throws IOException {
        Settings settings = read(CRM + "drover.connections.crm.client-secret=s3cr3t\n", Map.of("DROVER_HOME", "/env"));
        assertThat(settings.effective())
                .contains(
                        new EffectiveValue("drover.home", "/env", Origin.environment("DROVER_HOME")),
                        new EffectiveValue("drover.server.port", "8080", Origin.DEFAULT),
                        new EffectiveValue(
                                "drover.connections.crm.client-secret",
                                "*****",
                                new Origin("application.properties", 2)));
        assertThat(settings.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void understandsPropertiesFilesWithContinuationsEscapesAndAByteOrderMark() throws IOException {
        Files.writeString(directory.resolve("application.properties"), """
                \uFEFF# comment \\
                ! another

                drover.connections.crm.api-base-url = https://\\
                    eu.example.com
                drover.connections.crm.client-key:J\\u00fcrgen
                drover.connections.crm.rate 5/s
                drover.connections.crm.bulk-support=nope""".replace("\n", "\r\n"));
        assertThat(problemsOfFile(Map.of())).singleElement().asString().endsWith("(application.properties line 8)");
    }

    @Test
    void valuesThatAreNotInUseAreCheckedToo() throws IOException {
        assertThat(problems(CRM + "drover.connections.crm.oauth-base-url=nowhere\n"))
                .singleElement()
                .asString()
                .startsWith("drover.connections.crm.oauth-base-url must be an http or https URL");
    }

    @Test
    void aFileThatIsNotUtf8IsAProblem() throws IOException {
        Files.write(directory.resolve("application.properties"), "a=\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problemsOfFile(Map.of())).singleElement().asString().contains("must be UTF-8");
    }

    @Test
    void aBrokenEscapeIsAProblemOfItsLine() throws IOException {
        assertThat(problems("a=1\nb=\\u12\n")).singleElement().asString().endsWith("(application.properties line 2)");
    }

    private Settings read(String file) throws IOException {
        return read(file, Map.of());
    }

    private Settings read(String file, Map<String, String> environment) throws IOException {
        Files.writeString(directory.resolve("application.properties"), file);
        return SettingsSource.inDirectory(directory, environment).read();
    }

    private List<String> problems(String file) throws IOException {
        return problems(file, Map.of());
    }

    private List<String> problems(String file, Map<String, String> environment) throws IOException {
        Files.writeString(directory.resolve("application.properties"), file);
        return problemsOfFile(environment);
    }

    private List<String> problemsOfFile(Map<String, String> environment) {
        SettingsSource source = SettingsSource.inDirectory(directory, environment);
        SettingsProblems problems = catchThrowableOfType(SettingsProblems.class, source::read);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
