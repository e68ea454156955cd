package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.batch.Batch;
import io.drover.batch.JsonRecords;
import io.drover.batch.Outcome;
import io.drover.route.CamelJsonPath;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Runs {@code spec/response*.yaml}: what was sent, what came back, what became of each record. */
class ResponseSpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PathEngine engine = new CamelJsonPath(new DefaultCamelContext());

    @TestFactory
    List<DynamicContainer> answersBecomeOutcomes() throws IOException, URISyntaxException {
        URL spec = Objects.requireNonNull(getClass().getResource("/spec"));
        List<DynamicContainer> tables = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(spec.toURI()), "response*.yaml")) {
            for (Path file : files) {
                Load yaml = new Load(LoadSettings.builder().build());
                for (Object table : yaml.loadAllFromString(Files.readString(file))) {
                    tables.add(container(map(table)));
                }
            }
        }
        assertThat(tables).isNotEmpty();
        return tables;
    }

    private DynamicContainer container(Map<String, Object> table) {
        Map<String, String> parse = new LinkedHashMap<>();
        map(table.getOrDefault("parse", Map.of())).forEach((column, path) -> parse.put(column, (String) path));
        ResponseReading reading = new ResponseReading(
                SplitPathList.parse((String) table.getOrDefault("split", "")).paths(),
                Correlation.parse((String) table.getOrDefault("correlate", "auto")),
                parse);
        ResponseSplit split = new ResponseSplit(reading, engine);
        return DynamicContainer.dynamicContainer(
                (String) required(table, "name"),
                list(required(table, "cases")).stream()
                        .map(one -> map(one))
                        .map(one -> DynamicTest.dynamicTest((String) required(one, "id"), () -> check(split, one))));
    }

    private static void check(ResponseSplit split, Map<String, Object> one) throws IOException {
        List<String> sent = new ArrayList<>();
        for (Object record : list(required(one, "sent"))) {
            sent.add(JSON.writeValueAsString(record));
        }
        Batch batch = JsonRecords.batch(sent);
        byte[] body = one.containsKey("body")
                ? ((String) required(one, "body")).getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(required(one, "response"));
        Reading reading = split.read(batch, new Answer(200, AnswerJson.read(body)));

        List<Object> expected = list(required(one, "outcomes"));
        assertThat(reading.outcomes()).hasSize(sent.size()).hasSameSizeAs(expected);
        for (int at = 0; at < expected.size(); at++) {
            checkOutcome(reading.outcomes().get(at), expected.get(at), "record " + (at + 1));
        }
        assertThat(reading.unmatched()).as("unmatched").isEqualTo(one.getOrDefault("unmatched", 0));
    }

    private static void checkOutcome(Outcome outcome, Object expected, String record) {
        Map<String, Object> wanted = expected instanceof String word ? Map.of(word, "") : map(expected);
        if (outcome instanceof Outcome.Failure failure) {
            String word = failure.errorClass().word().equals("response")
                    ? "failed"
                    : failure.errorClass().word();
            assertThat(wanted).as("%s: %s", record, failure).containsKey(word);
            assertThat(failure.message())
                    .as(record)
                    .contains((String) required(wanted, word))
                    .isNotBlank();
        } else {
            assertThat(wanted).as("%s: %s", record, outcome).containsKey("succeeded");
        }
        if (wanted.containsKey("parsed")) {
            assertThat(outcome.parsed()).as(record).isEqualTo(wanted.get("parsed"));
        }
    }

    private static Object required(Map<String, Object> map, String key) {
        return Objects.requireNonNull(map.get(key), () -> key + " is missing in " + map);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object tree) {
        return (List<Object>) tree;
    }
}
