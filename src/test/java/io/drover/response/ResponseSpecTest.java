package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.JsonRecords;
import io.drover.batch.Outcome;
import io.drover.route.CamelJsonPath;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Runs {@code spec/response*.yaml} and {@code spec/responses/*.yaml}: what was sent, what came back, what became of each record. */
class ResponseSpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PathEngine engine = new CamelJsonPath(new DefaultCamelContext());

    @TestFactory
    List<DynamicContainer> answersBecomeOutcomes() throws IOException, URISyntaxException {
        List<DynamicContainer> tables = new ArrayList<>();
        for (String folder : List.of("/spec", "/spec/responses")) {
            for (Map<String, Object> table : tables(folder)) {
                tables.add(container(table));
            }
        }
        return tables;
    }

    /** The tables of the folder's files whose names start with {@code response}, or of all files of its own folder. */
    static List<Map<String, Object>> tables(String folder) throws IOException, URISyntaxException {
        URL spec = Objects.requireNonNull(ResponseSpecTest.class.getResource(folder));
        String pattern = folder.endsWith("responses") ? "*.yaml" : "response*.yaml";
        List<Map<String, Object>> tables = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(spec.toURI()), pattern)) {
            for (Path file : files) {
                Load yaml = new Load(LoadSettings.builder().build());
                yaml.loadAllFromString(Files.readString(file)).forEach(table -> tables.add(map(table)));
            }
        }
        assertThat(tables).isNotEmpty();
        return tables;
    }

    private DynamicContainer container(Map<String, Object> table) {
        ResponseSplit split = new ResponseSplit(reading(table), engine);
        return DynamicContainer.dynamicContainer(
                (String) required(table, "name"),
                list(required(table, "cases")).stream().map(one -> map(one)).map(one -> {
                    table.forEach(one::putIfAbsent);
                    return DynamicTest.dynamicTest((String) required(one, "id"), () -> check(split, one));
                }));
    }

    static ResponseReading reading(Map<String, Object> table) {
        Map<String, String> parse = new LinkedHashMap<>();
        map(table.getOrDefault("parse", Map.of())).forEach((column, path) -> parse.put(column, (String) path));
        Optional<RulesText> rules = Optional.empty();
        if (table.containsKey("shipped")) {
            rules = Optional.of(
                    ShippedRules.find((String) required(table, "shipped")).orElseThrow());
        } else if (table.containsKey("rules")) {
            rules = Optional.of(new RulesText("rules.yaml", (String) required(table, "rules")));
        }
        return new ResponseReading(
                SplitPathList.parse((String) table.getOrDefault("split", "")).paths(),
                Correlation.parse((String) table.getOrDefault("correlate", "auto")),
                parse,
                rules);
    }

    static Batch batch(Map<String, Object> one) throws IOException {
        List<String> sent = new ArrayList<>();
        for (Object record : list(required(one, "sent"))) {
            sent.add(JSON.writeValueAsString(record));
        }
        return JsonRecords.batch(sent);
    }

    static byte[] body(Map<String, Object> one) throws IOException {
        Charset charset = Charset.forName((String) one.getOrDefault("encoded", "UTF-8"));
        String text = one.containsKey("body")
                ? (String) required(one, "body")
                : JSON.writeValueAsString(required(one, "response"));
        return text.getBytes(charset);
    }

    static Answer answer(Map<String, Object> one) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        map(one.getOrDefault("headers", Map.of())).forEach((name, value) -> headers.put(name, (String) value));
        return Answer.of((Integer) one.getOrDefault("status", 200), headers, body(one));
    }

    private static void check(ResponseSplit split, Map<String, Object> one) throws IOException {
        Batch batch = batch(one);
        Answer answer = answer(one);
        if (one.containsKey("request")) {
            Map<String, Object> wanted = map(required(one, "request"));
            RequestVerdict verdict = split.judge(answer).orElseThrow();
            assertThat(verdict.kind().name()).isEqualToIgnoringCase((String) required(wanted, "verdict"));
            assertThat(verdict.delay().map(Object::toString).orElse("")).isEqualTo(wanted.getOrDefault("delay", ""));
            String message = split.refusal(ErrorClass.HTTP, verdict.reason(), answer.json())
                    .message();
            assertThat(message).contains((String) wanted.getOrDefault("reason", "HTTP "));
        } else {
            assertThat(split.judge(answer)).isEmpty();
        }
        Reading reading = split.read(batch, answer);

        List<Object> expected = list(required(one, "outcomes"));
        assertThat(reading.verdicts()).hasSize(batch.size()).hasSameSizeAs(expected);
        for (int at = 0; at < expected.size(); at++) {
            checkVerdict(reading.verdicts().get(at), expected.get(at), "record " + (at + 1));
        }
        assertThat(reading.unmatched()).as("unmatched").isEqualTo(one.getOrDefault("unmatched", 0));
        assertThat(reading.problem()).contains((String) one.getOrDefault("problem", ""));
        if (one.containsKey("unreadable")) {
            assertThat(reading.unreadable()).isEqualTo(required(one, "unreadable"));
        }
    }

    private static void checkVerdict(ResponseVerdict verdict, Object expected, String record) {
        Map<String, Object> wanted = expected instanceof String word ? Map.of(word, "") : map(expected);
        Outcome outcome = verdict.outcome();
        if (outcome instanceof Outcome.Failure failure) {
            String word = failure.errorClass().word().equals("response")
                    ? "failed"
                    : failure.errorClass().word();
            assertThat(wanted).as("%s: %s", record, failure).containsKey(word);
            assertThat(failure.message())
                    .as(record)
                    .contains((String) required(wanted, word))
                    .isNotBlank();
            check(wanted, "code", failure.code(), record);
            check(wanted, "hint", failure.hint(), record);
        } else {
            assertThat(wanted).as("%s: %s", record, outcome).containsKey("succeeded");
            check(wanted, "warnings", ((Outcome.Success) outcome).warnings(), record);
        }
        if (wanted.containsKey("parsed")) {
            assertThat(outcome.parsed()).as(record).isEqualTo(wanted.get("parsed"));
        }
        String again = verdict instanceof ResponseVerdict.Retry retry
                ? retry.delay().map(Object::toString).orElse("now")
                : "no";
        assertThat(again).as("%s is tried again", record).isEqualTo(wanted.getOrDefault("again", "no"));
    }

    private static void check(Map<String, Object> wanted, String key, String value, String record) {
        if (wanted.containsKey(key)) {
            assertThat(value).as("%s: %s", record, key).isEqualTo(wanted.get(key));
        }
    }

    static Object required(Map<String, Object> map, String key) {
        return Objects.requireNonNull(map.get(key), () -> key + " is missing in " + map);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object tree) {
        return (List<Object>) tree;
    }
}
