package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesFileTest {
    private static final String[] PIECES = {
        "a", "b", "c", "=", ":", " ", "\t", "#", "!", "\\", "\\\\", "\\t", "\\u00fc", "\n", "\r\n", "\r", "\\\n", "\f"
    };

    /** But for a key that stands twice, which is refused, and one without a name, which is left out. */
    @Test
    void readsWhatPropertiesReads() throws IOException {
        Random random = new Random(7);
        int compared = 0;
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(24); piece >= 0; piece--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Map<String, Value> values = new HashMap<>();
            List<Problem> problems = new ArrayList<>();
            new PropertiesFile("file", values, problems).parse(text.toString());
            if (problems.isEmpty()) {
                Properties expected = new Properties();
                expected.load(new StringReader(text.toString()));
                expected.remove("");
                Map<String, String> read = new HashMap<>();
                values.forEach((key, value) -> read.put(key, value.text()));
                assertThat(read).as(text.toString()).isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }
}
