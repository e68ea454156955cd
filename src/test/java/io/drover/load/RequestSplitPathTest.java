package io.drover.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSplitPathTest {
    @Test
    void readsMemberNamesInEveryForm() {
        assertThat(RequestSplitPath.parse("").steps()).isEmpty();
        assertThat(RequestSplitPath.parse("$[*]").steps()).isEmpty();
        assertThat(RequestSplitPath.parse("$.*").steps()).isEmpty();
        assertThat(RequestSplitPath.parse("$.customers.*").steps()).containsExactly("customers");
        assertThat(RequestSplitPath.parse("$.customers._").steps()).containsExactly("customers");
        assertThat(RequestSplitPath.parse("$.data.items[*]").steps()).containsExactly("data", "items");
        assertThat(RequestSplitPath.parse("$.a['b.c'][\"d e\"].*").steps()).containsExactly("a", "b.c", "d e");
    }

    @Test
    void isWrittenSoThatItNamesTheSamePlace() {
        for (String text : new String[] {
            "", "$.a.*", "$['a.b'][\"d e\"]._", "$[\"it's\"][*]", "$[\"'x\"].*", "$.a\\b.*", "$.\\b.*", "$['\"'].*"
        }) {
            RequestSplitPath path = RequestSplitPath.parse(text);
            assertThat(RequestSplitPath.parse(path.toString())).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$", "customers.*", "$.customers", "$..a.*", "$.a[0].*", "$.a[?(@.b)].*", "$.*.b.*", "$.a. .*"})
    void refusesEverythingElse(String path) {
        assertThatThrownBy(() -> RequestSplitPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as $.customers.*")
                .hasMessageEndingWith("but was '" + path + "'");
    }
}
