package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.RecordReader;
import io.drover.load.RequestSplitPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceSpecTest {
    static Stream<SpecTable.Case> cases() {
        return SpecTable.cases("csv.yaml", "csv-broken.yaml", "json.yaml", "json-lines.yaml");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsAsTheTableSays(SpecTable.Case spec) throws Exception {
        String refused = spec.text("refused");
        if (!refused.isEmpty()) {
            assertThatThrownBy(() -> open(spec))
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageContaining(refused);
            return;
        }
        List<Seen> seen = Seen.all(open(spec));
        List<Seen> expected = new ArrayList<>();
        for (Map<String, Object> record : spec.records()) {
            expected.add(expected(expected.size() + 1, record));
        }
        assertThat(seen)
                .map(record -> new Seen(record.ordinal(), record.line(), record.reason(), record.json(), record.row()))
                .isEqualTo(expected);
    }

    private static Seen expected(int ordinal, Map<String, Object> record) {
        return new Seen(
                ordinal,
                Long.parseLong(String.valueOf(record.get("line"))),
                String.valueOf(record.getOrDefault("problem", "")),
                String.valueOf(record.getOrDefault("json", "")),
                String.valueOf(record.getOrDefault("row", "")));
    }

    private static RecordReader open(SpecTable.Case spec) throws IOException, UnreadableSourceException {
        byte[] source = spec.text("source").getBytes(StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(source);
        return switch (spec.table()) {
            case "json.yaml" -> new JsonDocumentReader(in, RequestSplitPath.parse(spec.text("path")));
            case "json-lines.yaml" -> new JsonLinesReader(in, Window.RECORD_LIMIT);
            default -> {
                String delimiter = spec.text("delimiter");
                yield Seen.csvReader(source, delimiter.isEmpty() ? ',' : delimiter.charAt(0), Window.RECORD_LIMIT);
            }
        };
    }
}
