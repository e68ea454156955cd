package io.drover.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.response.AnswerJson;
import io.drover.response.PathEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class CamelJsonPathTest {
    private final PathEngine engine = new CamelJsonPath(new DefaultCamelContext());

    private List<Object> read(String expression, String json) {
        Object tree = AnswerJson.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return engine.compile(expression).read(tree);
    }

    @Test
    void findsWhatThePathNames() {
        assertThat(read("$.a[*].b", "{\"a\":[{\"b\":1},{\"b\":2},{}]}")).containsExactly(1, 2);
        assertThat(read("$.a[-1]", "{\"a\":[1,2]}")).containsExactly(2);
        assertThat(read("$.a[?(@.n >= 400)]", "{\"a\":[{\"n\":1},{\"n\":429}]}"))
                .hasSize(1);
        assertThat(read("$.['errors'].*.code", "{\"errors\":[{\"code\":\"E1\"}]}"))
                .containsExactly("E1");
        assertThat(read("$.*", "[1,2]")).containsExactly(1, 2);
    }

    @Test
    void findsNothingBelowAMissingStep() {
        assertThat(read("$.a.b[*].c", "{}")).isEmpty();
        assertThat(read("$.a.b", "{\"a\":3}")).isEmpty();
        assertThat(read("$.a", "\"{\\\"a\\\":1}\""))
                .as("a string is not parsed again")
                .isEmpty();
    }

    @Test
    void takesSimpleExpressionsForPlainText() {
        assertThat(read("$['${body}']", "{\"${body}\":1}")).containsExactly(1);
    }

    @Test
    void saysWhichExpressionGoesTooDeep() {
        String answer = "[{\"m\":\"" + "ab".repeat(50_000) + "\"}]";
        assertThatThrownBy(() -> read("$[?(@.m =~ /(a|b)*c/)]", answer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'$[?(@.m =~ /(a|b)*c/)]' goes too deep");
    }

    @Test
    void saysWhyAnExpressionIsRefused() {
        assertThatThrownBy(() -> engine.compile("$.a[?(@.b ==)]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'$.a[?(@.b ==)]' is not a JSONPath");
        assertThatThrownBy(() -> engine.compile("")).isInstanceOf(IllegalArgumentException.class);
    }
}
