package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a refusal of three records blames. */
class RefusalPointersTest {
    private static final int RECORDS = 3;

    private static Map<Integer, Object> blamed(String answer) {
        Object tree = AnswerJson.read(answer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return new RefusalPointers(RECORDS, List.of("wrapper")).find(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | {\"errors\":[{\"index\":1}]}",
                "0 | {\"errors\":[{\"index\":0}]}",
                "0 | {\"errors\":[{\"line\":1}]}",
                "2 | {\"errors\":[{\"line\":3}]}",
                "2 | {\"errors\":[{\"pointer\":\"#/2/email\"}]}",
                "2 | {\"errors\":[{\"source\":{\"pointer\":\"/data/2/attributes/name\"}}]}",
                "1 | {\"errors\":[{\"field\":\"wrapper[1].email\"}]}",
                "1 | {\"detail\":[{\"loc\":[\"body\",1,\"email\"]}]}",
                "1 | {\"errors\":{\"$[1].email\":[\"is wrong\"]}}",
                "1 | {\"a\":{\"b\":{\"c\":{\"d\":[{\"index\":1}]}}}}",
                "1 | [{\"path\":\"1.email\"}]"
            })
    void aRecordOfTheBatch(int record, String answer) {
        assertThat(blamed(answer)).containsOnlyKeys(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"index\":3}]}",
                "{\"errors\":[{\"index\":-1}]}",
                "{\"errors\":[{\"line\":0}]}",
                "{\"errors\":[{\"line\":4}]}",
                "{\"errors\":[{\"index\":1},{\"message\":\"and something else\"}]}",
                "{\"errors\":[{\"index\":1},\"text\"]}",
                "{\"errors\":[{\"field\":\"addresses[1].city\"}]}",
                "{\"errors\":[{\"pointer\":\"/1234567890\"}]}",
                "{\"errors\":{\"1\":null}}",
                "{\"errors\":{\"1\":\"a\",\"email\":\"b\"}}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":[{\"index\":1}]}}}}}}",
                "{\"errors\":[]}",
                "{}",
                "7"
            })
    void nobodyWhenItIsNotSure(String answer) {
        assertThat(blamed(answer)).isEmpty();
    }

    @Test
    void eachOnceWithWhatIsSaidFirst() {
        assertThat(blamed("{\"errors\":[{\"index\":2,\"m\":\"a\"},{\"index\":0},{\"index\":2,\"m\":\"b\"}]}"))
                .containsOnlyKeys(0, 2)
                .containsEntry(2, Map.of("index", 2, "m", "a"));
    }
}
