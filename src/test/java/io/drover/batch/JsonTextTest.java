package io.drover.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings of JSON, written and read over. */
class JsonTextTest {
    private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";

    @Test
    void everyCharacterIsItsUtf8OrAsShortAnEscapeAsRfc8259Allows() {
        for (int block = 0; block <= Character.MAX_CODE_POINT; block += 0x100) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int code = block; code < block + 0x100; code++) {
                // Between two letters, so that no half of a pair finds another.
                text.append('x').appendCodePoint(code);
                expected.append('x').append(escaped(code));
            }
            Bytes json = new Bytes(1024);
            boolean half = JsonText.append(json, text.toString());
            assertThat(json).hasToString(expected.toString());
            assertThat(half).isEqualTo(block >= 0xD800 && block <= 0xDFFF);
            if (!half) {
                byte[] utf8 = (">" + text + "<").getBytes(UTF_8);
                Bytes again = new Bytes(16);
                JsonText.append(again, utf8, 1, utf8.length - 1);
                assertThat(again).hasToString(expected.toString());
            }
        }
    }

    private static String escaped(int code) {
        int at = SHORT_ESCAPES.indexOf(code);
        if (at >= 0) {
            return "\\" + "btnfr\"\\".charAt(at);
        }
        boolean coded = code < 0x20 || (code >= 0xD800 && code <= 0xDFFF);
        return coded ? String.format("\\u%04x", code) : Character.toString(code);
    }

    @Test
    void aByteNeedsAnEscapeIfItIsAControlOrAQuoteOrABackslash() {
        for (int each = Byte.MIN_VALUE; each <= Byte.MAX_VALUE; each++) {
            boolean escaped = (each >= 0 && each < 0x20) || each == '"' || each == '\\';
            assertThat(JsonText.needsEscape(each)).as("byte %d", each).isEqualTo(escaped);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            `` ~ ``
            a ~ a
            "" ~ \\"
            ""x""a\\""b"" ~ \\"x\\"a\\\\\\"b\\"
            a""~ a\\"
            """)
    void ofADoubledQuoteOneIsLeft(String inside, String json) {
        byte[] utf8 = ("\"\"" + inside + "\"\"").getBytes(UTF_8);
        Bytes to = new Bytes(16);
        JsonText.appendDoubled(to, utf8, 2, utf8.length - 2);
        assertThat(to).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            1 ~ ,2]
            -1.5e7 ~ }
            true ~ ]
            "" ~ ,""
            "a" ~ "
            "a\\"b\\\\" ~ :
            {} ~ }
            [] ~ ]
            {"a":[{"b":"}]"},[]],"c":{}} ~ ,"d":1}
            [["\\"]",{"x":[]}],1] ~ ]
            """)
    void aValueEndsWhereItEnds(String value, String after) {
        byte[] json = (value + after).getBytes(UTF_8);
        assertThat(JsonScan.afterValue(json, 0)).isEqualTo(value.length());
        byte[] behind = ("[" + value + after).getBytes(UTF_8);
        assertThat(JsonScan.afterValue(behind, 1)).isEqualTo(value.length() + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            `` ~ ``
            ab ~ ab
            \\"a\\\\ ~ "a\\
            é\\u00e9\\u20AC! ~ éé€!
            a\\/b ~ a/b
            """)
    void escapesAreTakenBack(String inside, String text) {
        byte[] json = ("<" + inside + ">").getBytes(UTF_8);
        Bytes to = new Bytes(16);
        JsonScan.appendUnescaped(to, json, 1, json.length - 1);
        assertThat(to).hasToString(text);
    }

    @Test
    void controlsHaveLettersOfTheirOwn() {
        byte[] json = "\\b\\t\\n\\f\\r\\u0001".getBytes(UTF_8);
        Bytes to = new Bytes(16);
        JsonScan.appendUnescaped(to, json, 0, json.length);
        assertThat(to).hasToString("\b\t\n\f\r\u0001");
    }
}
