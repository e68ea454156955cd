package io.drover.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class DemoSampleTest {
    @Test
    void theResourceIsWhatTheGeneratorMakes() throws IOException {
        try (InputStream in = resource("customers.csv")) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(DemoSample.text());
        }
    }

    @Test
    void exactlyOneRecordHasAnotherNumberOfCellsThanTheHeader() throws IOException {
        List<CSVRecord> records = records();
        assertThat(records).hasSize(DemoSample.RECORDS);
        assertThat(records.stream().filter(record -> !record.isConsistent()).map(CSVRecord::getRecordNumber))
                .containsExactly((long) DemoSample.RAGGED);
    }

    @Test
    void theSandboxRefusesTwelveRecordsForTwoCauses() throws IOException {
        ArrayNode customers = JsonNodeFactory.instance.arrayNode();
        for (CSVRecord record : records()) {
            if (record.isConsistent()) {
                ObjectNode customer = customers.addObject();
                record.toMap().forEach(customer::put);
            }
        }
        JsonNode result = Customers.answer(customers).path("result");
        JsonNode errors = result.path("errors").path("data");
        assertThat(errors.findValuesAsText("code"))
                .hasSize(12)
                .areExactly(6, new Condition<>("E101"::equals, "E101"))
                .areExactly(6, new Condition<>("E102"::equals, "E102"));
        assertThat(result.path("success").path("data")).hasSize(DemoSample.RECORDS - 1 - 12);
    }

    @Test
    void theSampleHoldsWhatIsHardAboutCsv() {
        assertThat(DemoSample.text())
                .contains("\"\"Annie\"\"", ":\nring twice\"", "\"wants blue, not green\"", "Müller", "東京", "🎉");
    }

    @Test
    void theSettingsNameTheSplitPathOfTheSandboxAndItsPort() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = resource("application.properties")) {
            settings.load(new InputStreamReader(in, UTF_8));
        }
        assertThat(settings)
                .containsEntry(
                        "drover.connections.sandbox.response-split-path",
                        "$.result.errors.data.*,$.result.success.data.*")
                .containsEntry("drover.connections.sandbox.api-base-url", "http://127.0.0.1:" + Sandbox.DEFAULT_PORT)
                .containsEntry("drover.loads.customers.grouping-limit", "50");
    }

    private static List<CSVRecord> records() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(new StringReader(DemoSample.text())).getRecords();
    }

    private static InputStream resource(String name) {
        InputStream in = DemoSampleTest.class.getResourceAsStream("/demo/" + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }
}
