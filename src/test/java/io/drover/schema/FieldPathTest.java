package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.schema.FieldPath.Each;
import io.drover.schema.FieldPath.Element;
import io.drover.schema.FieldPath.Member;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldPathTest {
    @Test
    void readsNamesElementsAndSubArrays() {
        assertThat(steps("a")).containsExactly(new Member("a"));
        assertThat(steps("a b.c-d")).containsExactly(new Member("a b"), new Member("c-d"));
        assertThat(steps("ids[0].value")).containsExactly(new Member("ids"), new Element(0), new Member("value"));
        assertThat(steps("lines[].sku")).containsExactly(new Member("lines"), new Each(), new Member("sku"));
        assertThat(steps("['a.b'][\"c d\"]")).containsExactly(new Member("a.b"), new Member("c d"));
        assertThat(FieldPath.parse("lines[].sku").repeats()).isTrue();
        assertThat(FieldPath.parse("lines[3].sku").repeats()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", ".a", "a..b", "[0]", "[]", "a[0]b", "a.[0]", "a[-1]", "a[x]", "a[1000]", "a'b"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<FieldPath.Step> steps(String path) {
        return FieldPath.parse(path).steps();
    }
}
