package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The response settings as users write them. */
class SettingsTextTest {
    @Test
    void splitsAtTopLevelCommasOnly() {
        assertThat(SplitPathList.parse(" $.a['x,y'][0,1] , $.b[?(@.c == \"),\\\",\" || @.d in ['p', 'q'])],$")
                        .paths())
                .containsExactly("$.a['x,y'][0,1]", "$.b[?(@.c == \"),\\\",\" || @.d in ['p', 'q'])]", "$");
        assertThat(SplitPathList.parse("  ").paths()).isEmpty();
    }

    @Test
    void readsATrailingUnderscoreAsAStarAndSaysSo() {
        SplitPathList list = SplitPathList.parse("$.result.errors.data._,$.result.success.data.*,$.a_b._c");
        assertThat(list.paths()).containsExactly("$.result.errors.data.*", "$.result.success.data.*", "$.a_b._c");
        assertThat(list.rewritten()).containsExactly("$.result.errors.data._");
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.data", "$.a,,$.b", "$.a,", "$.a,b"})
    void eachPathStartsWithADollar(String text) {
        assertThatThrownBy(() -> SplitPathList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must start with $")
                .hasMessageContaining("response-split-path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a[0", "$.a['b]", "$.a)", "$.a[?(@.b == \"x\\\")]"})
    void quotesAndBracketsAreClosed(String text) {
        assertThatThrownBy(() -> SplitPathList.parse(text)).hasMessageContaining("must be closed");
    }

    @Test
    void namesTellTheRoles() {
        assertThat(SplitRole.of(List.of("$.ok.*", "$.Rejected[*]")))
                .containsExactly(SplitRole.SUCCESS, SplitRole.ERROR);
        assertThat(SplitRole.of(List.of("$['invalidRows']"))).containsExactly(SplitRole.ERROR);
        assertThat(SplitRole.of(List.of("$.a.*", "$.b.*", "$.c.*")))
                .containsExactly(SplitRole.ERROR, SplitRole.SUCCESS, SplitRole.SUCCESS);
        assertThat(SplitRole.of(List.of("$.success.*", "$.rest.*")))
                .containsExactly(SplitRole.SUCCESS, SplitRole.SUCCESS);
        assertThat(SplitRole.of(List.of("$.items[?(@.error)]"))).containsExactly(SplitRole.MIXED);
        assertThat(SplitRole.guessed(List.of("$.a.*", "$.b.*"))).isTrue();
        assertThat(SplitRole.guessed(List.of("$.a.*", "$.errors.*"))).isFalse();
        assertThat(SplitRole.guessed(List.of("$.a.*"))).isFalse();
    }

    @Test
    void readsTheCorrelateSetting() {
        assertThat(Correlation.parse("auto")).isEqualTo(new Correlation.Auto());
        assertThat(Correlation.parse(" position ")).isEqualTo(new Correlation.Position());
        assertThat(Correlation.parse("field:external_id=$.id")).isEqualTo(new Correlation.Field("external_id", "$.id"));
        assertThat(Correlation.parse("field:a=b=$['x=$']")).isEqualTo(new Correlation.Field("a=b", "$['x=$']"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Auto", "field:", "field:id", "field:=$.id", "field:id=id", "index"})
    void refusesOtherCorrelations(String text) {
        assertThatThrownBy(() -> Correlation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was '" + text + "'")
                .hasMessageContaining("field:REQUEST_FIELD=RESPONSE_PATH");
    }

    /** No number can have that exponent; reading one must not end the run. */
    @Test
    void anAnswerWithANumberBeyondAllBoundsIsNoJson() {
        assertThat(AnswerJson.read("{\"id\":1e99999999999}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(AnswerJson.read("{\"id\":1e999999999}".getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    @Test
    void anAnswerNestedTooDeepIsNoJson() {
        byte[] fits = ("[".repeat(1000) + "]".repeat(1000)).getBytes(StandardCharsets.UTF_8);
        byte[] deep = ("[".repeat(1001) + "]".repeat(1001)).getBytes(StandardCharsets.UTF_8);
        assertThat(AnswerJson.read(fits)).isPresent();
        assertThat(AnswerJson.read(deep)).isEmpty();
        assertThat(AnswerJson.read(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}))
                .isEmpty();
        assertThat(AnswerJson.read("{\"é\":\"ü\"}".getBytes(StandardCharsets.UTF_16)))
                .isPresent();
    }
}
