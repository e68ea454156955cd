package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are wrong only together, or in a part of their text. One line: settings of crm, message. */
class ChecksTest {
    private static final String GOOD = """
            drover.connections.crm.api-base-url=http://127.0.0.1:8181
            drover.loads.customers.connection=crm
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            api-base-url=                              ~ api-base-url must be an http or https URL, but is missing
            api-base-url=ftp://a                       ~ api-base-url must be an http or https URL with
            api-base-url=http://a?b=1                  ~ api-base-url must be an http or https URL with
            api-base-url=http://a/{{env:X}}            ~ api-base-url must be an http or https URL with
            api-endpoint=customers                     ~ api-endpoint must be a path or query that starts with / or ?
            api-endpoint=/a b                          ~ api-endpoint must be a path or query that starts with / or ?
            api-endpoint=/a%2                          ~ api-endpoint must be a path or query that starts with / or ?
            client-key=a\\u0007b                      ~ client-key must be a text without line breaks, but was a?b
            api-endpoint=/{{env:HOME}}                 ~ api-endpoint must be without {{ and ${
            api-endpoint=/${body}                      ~ api-endpoint must be without {{ and ${
            additional-headers={"A":"{{x}}"}           ~ additional-headers must be without {{ and ${
            additional-headers={"A":"$\\\\u007bx}"}    ~ additional-headers must be without {{ and ${
            additional-headers={"A b":"1"}             ~ additional-headers must name headers in letters
            additional-headers={"A":"1\\\\r\\\\nB: 2"} ~ additional-headers must have values of printable ASCII
            additional-headers={"HOST":"a"}            ~ additional-headers must leave HOST to the request itself
            additional-headers={"CamelHttpUri":"a"}    ~ additional-headers must leave CamelHttpUri to the request
            additional-headers={"a":"1","A":"2"}       ~ additional-headers must set a header once, but A
            additional-headers={"a":"1","a":"2"}       ~ additional-headers must be a JSON object
            additional-headers={"idempotency-key":"1"} ~ additional-headers must set a header once, but idempotency-key
            additional-headers={"a":1}                 ~ additional-headers must be a JSON object
            additional-headers={} x                    ~ additional-headers must be a JSON object
            idempotency-header=Content-Length          ~ idempotency-header must not be a header of the request itself
            idempotency-header=A: b                    ~ idempotency-header must be the name of an HTTP header, or empty
            api-method=GET                             ~ bulk-support must be false with drover.connections.crm.api-method=GET
            api-method=FETCH                           ~ api-method must be one of POST, PUT, PATCH, DELETE, GET, but was FETCH
            auth=header                                ~ auth-header must be set for auth=header, but is missing
            auth=header                                ~ client-secret must be set for auth=header, but is missing
            auth=basic                                 ~ client-key must be set for auth=basic, but is missing
            auth=oauth2                                ~ oauth-base-url must be set for auth=oauth2, but is missing
            auth=bearer                                ~ client-secret must be set for auth=bearer, but is missing
            auth=token                                 ~ auth must be one of none, header, basic, bearer, oauth2
            yielding-error-codes=429,503               ~ yielding-error-codes must share no code with drover.connections.crm.recoverable-error-codes, but both hold 503
            yielding-error-codes=200                   ~ yielding-error-codes must be HTTP status codes from 300 to 599
            max-backoff=500ms                          ~ max-backoff must be at least drover.connections.crm.backoff (1s), but was 500ms
            backoff=0s                                 ~ backoff must be a duration between 1ms and 24h
            backoff=1                                  ~ backoff must be a duration between 1ms and 24h
            max-response-size=3GB                      ~ max-response-size must be a size between 1KB and 1GB
            concurrency=0                              ~ concurrency must be between 1 and 1000, but was 0
            concurrency=99999999999                    ~ concurrency must be between 1 and 1000, but was 99999999999
            rate=0/s                                   ~ rate must be requests per period
            rate=5/0s                                  ~ rate must be requests per period
            correlate=field:id                         ~ correlate must be auto, position or field:
            body-shape=xml                             ~ body-shape must be one of array, wrapped, object, ndjson, form, or empty
            body-shape=form                            ~ bulk-support must be false with drover.connections.crm.body-shape=form, which carries one record
            body-shape=object                          ~ bulk-support must be false with drover.connections.crm.body-shape=object
            body-shape=wrapped                         ~ body-path must be set with drover.connections.crm.body-shape=wrapped, but is empty
            body-path=data                             ~ body-path must be empty unless drover.connections.crm.body-shape is wrapped, but was data
            body-path=a..b                             ~ body-path must be a name, or names between dots
            response-split-path=a.b                    ~ response-split-path must be JSONPaths between commas
            """)
    void refusesConnections(String setting, String message) throws IOException {
        String key = setting.substring(0, setting.indexOf('='));
        String file = GOOD.replaceAll("drover.connections.crm." + key + "=.*\n", "");
        assertRefused(file + "drover.connections.crm." + setting, "drover.connections.crm." + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            loads.customers.inbox=results/x        ~ loads.customers.inbox must be outside
            loads.customers.inbox=.                ~ loads.customers.inbox must be outside
            loads.customers.inbox=                 ~ loads.customers.inbox must be a folder that this process can name (in the locale C only ASCII), but was empty
            loads.customers.include=(              ~ loads.customers.include must be a regular expression of at most 1000 characters, but was (
            loads.customers.charset=utf-nine       ~ loads.customers.charset must be the name of a character set
            loads.customers.delimiter=;;           ~ loads.customers.delimiter must be one ASCII character
            loads.customers.grouping-limit=250001  ~ loads.customers.grouping-limit must be between 1 and 250000, but was 250001
            loads.customers.wait-for-marker=TRUE   ~ loads.customers.wait-for-marker must be true or false, but was TRUE
            loads.customers.groupinglimit=1        ~ loads.customers.groupinglimit is not a known key; the nearest is drover.loads.customers.grouping-limit
            loads.customers.schema=a.json          ~ loads.customers.schema must be a schema file in UTF-8 that can be read
            loads.customers.group-by=a,b,a         ~ loads.customers.group-by must name each column once, but was a,b,a
            loads.customers.sort-headers=a         ~ loads.customers.sort-headers must be empty without drover.loads.customers.group-by
            loads.customers.ordering=key           ~ loads.customers.ordering must be one of any, file, but was key
            loads.other.inbox=inbox/customers      ~ loads.other.connection must be the name of a connection, but is missing
            connections.Crm.auth=none              ~ connections.Crm must be 1 to 63 of a-z
            connection.crm.auth=none               ~ connection.crm.auth is not a known key; the nearest is drover.connections.crm.auth
            management.port=8080                   ~ management.port must differ from drover.server.port, but both are 8080
            server.port=70000                      ~ server.port must be between 0 and 65535, but was 70000
            log.format=json                        ~ log.format must be one of text, ecs, but was json
            deliver-to=nowhere                     ~ deliver-to must be a Camel endpoint
            """)
    void refusesOtherSettings(String setting, String message) throws IOException {
        assertRefused(GOOD + "drover." + setting, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            array  ~ POST   ~ must be object, wrapped or form with drover.connections.crm.bulk-support=false, but was array
            ndjson ~ POST   ~ must be object, wrapped or form with drover.connections.crm.bulk-support=false, but was ndjson
            form   ~ GET    ~ must be empty, because GET of one record carries no body, but was form
            form   ~ DELETE ~ must be empty, because DELETE of one record carries no body, but was form
            """)
    void refusesBodiesThatRequestsOfOneRecordCantHave(String shape, String method, String message) throws IOException {
        String file = GOOD.replaceAll("drover.connections.crm.(bulk-support|api-method)=.*\n", "");
        assertRefused(
                file + "drover.connections.crm.bulk-support=false\ndrover.connections.crm.api-method=" + method
                        + "\ndrover.connections.crm.body-shape=" + shape,
                "drover.connections.crm.body-shape " + message);
    }

    @ParameterizedTest
    @CsvSource({"bearer", "header"})
    void aSecretThatNoHeaderCanCarryIsRefusedAndNotShown(String auth) throws IOException {
        String file = GOOD + "drover.connections.crm.auth-header=X-Key\ndrover.connections.crm.auth=" + auth
                + "\ndrover.connections.crm.client-secret=pl4nted\u00e9\n";
        assertRefused(
                file,
                "drover.connections.crm.client-secret must be sendable in a header for auth=" + auth
                        + ", but has the character U+00E9 at position 8; a header may hold only printable ASCII characters");
        assertThatThrownBy(() -> SettingsSource.inDirectory(directory, Map.of()).read())
                .message()
                .doesNotContain("pl4nted");
    }

    @ParameterizedTest
    @CsvSource({"bulk-support=false, 100", "bulk-support=true, 100"})
    void allowsAttributesOfARecord(String bulk, String limit) throws IOException {
        write(GOOD + "drover.connections.crm.api-endpoint=/a/$id\ndrover.connections.crm." + bulk
                + "\ndrover.loads.customers.grouping-limit=" + limit);
        assertThat(SettingsSource.inDirectory(directory, Map.of()).read().loads())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"inbox/customers", "./inbox/x/../customers"})
    void refusesTwoLoadsWithOneInbox(String inbox) throws IOException {
        assertRefused(
                GOOD + "drover.loads.other.connection=crm\ndrover.loads.other.inbox=" + inbox,
                "drover.loads.other.inbox must be a folder of its own");
    }

    private void assertRefused(String file, String message) throws IOException {
        write(file);
        assertThatThrownBy(() -> SettingsSource.inDirectory(directory, Map.of()).read())
                .isInstanceOf(SettingsProblems.class)
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).*\\(application.properties line \\d+\\)");
    }

    private void write(String file) throws IOException {
        Files.writeString(directory.resolve("application.properties"), file);
    }
}
