package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.JsonRecords;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {
    @Test
    void writesValuesAsAnswersHaveThem() {
        RequestFields fields = new RequestFields(JsonRecords.batch(
                "{\"id\":\"a\"}", "{\"id\":1.50}", "{\"id\":true}", "{\"id\":{\"x\":1}}", "{\"id\":null}", "{}"));

        assertThat(fields.column("id")).containsExactly("a", "1.50", "true", "", "", "");
    }

    /** A JSON source may hold it; whatever it is sent as, it must not end the run. */
    @Test
    void keepsANumberBeyondAllBoundsAsItIsWritten() {
        RequestFields fields = new RequestFields(JsonRecords.batch("{\"id\":1e99999999999}", "{\"id\":2}"));

        assertThat(fields.column("id")).containsExactly("1e99999999999", "2");
    }

    @Test
    void readsAtAPath() {
        RequestFields fields =
                new RequestFields(JsonRecords.batch("{\"a\":{\"b\":[7,8]}}", "{\"a\":{}}", "{\"a\":1e99999999999}"));

        assertThat(fields.column("$.a.b[1]")).containsExactly("8", "", "");
    }
}
