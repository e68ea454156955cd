package io.drover.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an element says of its record by itself. */
class ElementVerdictTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true                        | SUCCESS
            false                       | ERROR
            "failed"                    | SILENT
            404                         | SILENT
            []                          | SILENT
            {}                          | SUCCESS
            {"success":false}           | ERROR
            {"status":"False"}          | ERROR
            {"ok":true}                 | SUCCESS
            {"ok":"no"}                 | SUCCESS
            {"error":"taken"}           | ERROR
            {"error":""}                | SUCCESS
            {"error":" "}               | SUCCESS
            {"error":"false"}           | SUCCESS
            {"error":false}             | SUCCESS
            {"error":true}              | ERROR
            {"error":null}              | SUCCESS
            {"error":"No Error"}        | SUCCESS
            {"error":"OK"}              | SUCCESS
            {"errors":[]}               | SUCCESS
            {"errors":["x"]}            | ERROR
            {"errors":{}}               | SUCCESS
            {"errors":{"a":1}}          | ERROR
            {"error_code":0}            | SUCCESS
            {"error_code":7}            | ERROR
            {"errorCode":"000"}         | SUCCESS
            {"errorMessage":"x"}        | ERROR
            {"error_message":"x"}       | ERROR
            {"status":399}              | SUCCESS
            {"status":400}              | ERROR
            {"statusCode":"399"}        | SUCCESS
            {"status_code":"400"}       | ERROR
            {"httpStatusCode":500.0}    | ERROR
            {"code":"40"}               | SUCCESS
            {"code":"4000000000"}       | SUCCESS
            {"code":"E400"}             | SUCCESS
            {"state":"FAILED"}          | ERROR
            {"result":"not rejected?"}  | ERROR
            {"outcome":"skipped"}       | ERROR
            {"outcome":"done"}          | SUCCESS
            {"message":"error"}         | SUCCESS
            """)
    void elementsOfAMixedListTellByTheirFields(String element, ElementVerdict verdict) {
        Object tree = AnswerJson.read(element.getBytes(UTF_8)).orElseThrow();
        assertThat(ElementVerdict.of(SplitRole.MIXED, tree)).isEqualTo(verdict);
    }

    @Test
    void elementsOfOtherListsAreWhatTheirListIs() {
        for (SplitRole role : SplitRole.OF_ELEMENTS) {
            assertThat(ElementVerdict.of(role, "x")).hasToString(role.name());
            assertThat(ElementVerdict.of(role, null)).isEqualTo(ElementVerdict.SILENT);
        }
        assertThat(ElementVerdict.of(SplitRole.MIXED, null)).isEqualTo(ElementVerdict.SILENT);
        assertThat(ElementVerdict.of(SplitRole.SUCCESS, false)).isEqualTo(ElementVerdict.SILENT);
        assertThat(ElementVerdict.of(SplitRole.ERROR, false)).isEqualTo(ElementVerdict.ERROR);
    }

    @Test
    void errorsSkippedAndUnprocessedAreFailures() {
        assertThat(ElementVerdict.values())
                .filteredOn(ElementVerdict::isFailure)
                .containsExactly(ElementVerdict.ERROR, ElementVerdict.SKIPPED, ElementVerdict.UNPROCESSED);
    }
}
