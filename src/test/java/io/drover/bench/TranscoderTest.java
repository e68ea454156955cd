package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The floor is worth comparing with only if it does the work right. */
class TranscoderTest {
    private static final String HARD = """
            id,text,last
            1,plain,x
            2,"said ""hi"", then
            left",y
            3,"",
            4,back\\slash,"grüß ☕"
            5,a\tb,"q"\r
            6,"no line end","z"
            """.stripTrailing();

    @Test
    void quotesLineBreaksAndUtf8BecomeTheSameText() throws IOException {
        List<JsonNode> objects = objects(new ByteArrayInputStream(HARD.getBytes(StandardCharsets.UTF_8)));
        assertThat(objects).extracting(node -> node.path("id").asText()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(objects)
                .extracting(node -> node.path("text").asText())
                .containsExactly("plain", "said \"hi\", then\nleft", "", "back\\slash", "a\tb", "no line end");
        assertThat(objects)
                .extracting(node -> node.path("last").asText())
                .containsExactly("x", "y", "", "grüß ☕", "q", "z");
    }

    @Test
    void readsThatEndAnywhereChangeNothing() throws IOException {
        byte[] bytes = HARD.getBytes(StandardCharsets.UTF_8);
        InputStream byteByByte = new ByteArrayInputStream(bytes) {
            private int given;

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                // The header must come whole; after it one byte at a time.
                int count = given == 0 ? HARD.indexOf('\n') + 1 : 1;
                given += count;
                return super.read(target, offset, count);
            }
        };
        assertThat(objects(byteByByte)).isEqualTo(objects(new ByteArrayInputStream(bytes)));
    }

    @Test
    void rawTextAndLineNumbersAreThoseOfTheSource() throws IOException {
        Transcoder transcoder = new Transcoder(new ByteArrayInputStream(HARD.getBytes(StandardCharsets.UTF_8)));
        Output json = new Output(16);
        List<String> raw = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        for (long line = transcoder.line(); transcoder.next(json); line = transcoder.line()) {
            Output copy = new Output(16);
            transcoder.copyRaw(copy);
            raw.add(new String(copy.bytes(), 0, copy.length(), StandardCharsets.UTF_8));
            lines.add(line);
        }
        assertThat(lines).containsExactly(2L, 3L, 5L, 6L, 7L, 8L);
        assertThat(raw)
                .containsExactly(
                        "1,plain,x",
                        "2,\"said \"\"hi\"\", then\nleft\",y",
                        "3,\"\",",
                        "4,back\\slash,\"grüß ☕\"",
                        "5,a\tb,\"q\"",
                        "6,\"no line end\",\"z\"");
    }

    private static List<JsonNode> objects(InputStream csv) throws IOException {
        Transcoder transcoder = new Transcoder(csv);
        List<JsonNode> objects = new ArrayList<>();
        Output json = new Output(16);
        while (transcoder.next(json)) {
            objects.add(new ObjectMapper().readTree(json.bytes(), 0, json.length()));
            json.length(0);
        }
        return objects;
    }
}
