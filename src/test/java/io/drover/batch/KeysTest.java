package io.drover.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands for the values of a record: in Group By, in an ordering key, in the order of a group's records. */
class KeysTest {
    private final Row row = new Row();

    @Test
    void valuesAreTheSameGroupIfTheirTextsAreExactlyTheSame() {
        assertThat(key("a", "b")).isEqualTo(key("a", "b"));
        assertThat(key("a", "b")).isNotEqualTo(key("ab", "")).isNotEqualTo(key("b", "a"));
        assertThat(key("a")).isNotEqualTo(key("A")).isNotEqualTo(key("a "));
        assertThat(key("é".repeat(200))).isNotEqualTo(key("é".repeat(199)));
        row.kind = Cell.Kind.NUMBER;
        byte[] number = key("1");
        row.kind = Cell.Kind.TEXT;
        assertThat(key("1")).isNotEqualTo(number);
    }

    /** Four bytes say how long a value is, so that none runs into the next. */
    @Test
    void aKeyHoldsTheLengthOfEachValue() {
        byte[] one = key("x".repeat(0x010203));
        assertThat(one).hasSize(5 + 0x010203).startsWith(0, 0, 1, 2, 3, 'x');
        row.kind = Cell.Kind.EMPTY;
        assertThat(key("")).containsExactly(0, 0, 0, 0, 0);
        row.kind = Cell.Kind.NUMBER;
        assertThat(key("7")).containsExactly(1, 0, 0, 0, 1, '7');
    }

    @Test
    void aRecordWithoutAnyValueHasNoKey() {
        assertThat(group("", "").isEmpty()).isTrue();
        assertThat(group("", "a").isEmpty()).isFalse();
        assertThat(group("a", "").isEmpty()).isFalse();
    }

    @Test
    void aKeyHasALongestLength() {
        assertThat(group("x".repeat(GroupKey.LIMIT - 5)).isTooLong()).isFalse();
        assertThat(group("x".repeat(GroupKey.LIMIT - 4)).isTooLong()).isTrue();
    }

    /** As it was in every version: what is on disk of a run that goes on depends on it. */
    @Test
    void equalBytesHaveOneHash() {
        byte[] bytes = "..customer-17..".getBytes(UTF_8);
        long hash = GroupKey.hash(bytes, 2, bytes.length - 2);
        assertThat(hash).isEqualTo(GroupKey.hash("customer-17".getBytes(UTF_8), 0, 11));
        assertThat(hash).isNotEqualTo(GroupKey.hash("customer-18".getBytes(UTF_8), 0, 11));
        assertThat(GroupKey.hash(bytes, 3, 3)).isEqualTo(0xECBA3DF2C3383C52L);
        assertThat(GroupKey.hash("a".getBytes(UTF_8), 0, 1)).isEqualTo(0xED8170DE1919A24DL);
    }

    @Test
    void aBatchHasEachOrderingKeyOnce() {
        OrderingKeys keys = new OrderingKeys(row, Optional.of("customer"));
        for (String value : new String[] {"a", "a", "b", "", "a", "c", "c"}) {
            row.kind = value.isEmpty() ? Cell.Kind.EMPTY : Cell.Kind.TEXT;
            row.values = List.of(value);
            keys.add(keys.read());
        }
        long[] taken = keys.take();
        assertThat(taken).hasSize(3).doesNotHaveDuplicates().doesNotContain(0);
        assertThat(keys.take()).isEmpty();
        for (int value = 0; value < 100; value++) {
            row.values = List.of("v" + value);
            keys.add(keys.read());
        }
        assertThat(keys.take()).hasSize(100).doesNotContain(0);
    }

    @Test
    void withoutAnOrderingKeyNoneIsRead() {
        OrderingKeys keys = new OrderingKeys(row, Optional.empty());
        row.values = List.of("a");
        assertThat(keys.read()).isZero();
    }

    @Test
    void emptyValuesComeFirstThenNumbersThenText() {
        List<String> ordered = List.of("", "-1e3", "-7", "+.5", "9", "1e1", "10.5", "1e9999", "A", "a", "b");
        for (int left = 0; left < ordered.size(); left++) {
            for (int right = 0; right < ordered.size(); right++) {
                assertThat(Integer.signum(order(ordered.get(left), ordered.get(right))))
                        .as("'%s' and '%s'", ordered.get(left), ordered.get(right))
                        .isEqualTo(Integer.compare(left, right));
            }
        }
        assertThat(order("+.5", "0.50")).isZero();
    }

    @Test
    void whatLooksLikeANumberIsTextWhereItIsTooLong() {
        String longest = "-" + "9".repeat(99);
        assertThat(order(longest, "1")).isNegative();
        assertThat(order(longest + "9", "1")).isPositive();
        assertThat(order("9", "1e10000")).isNegative();
    }

    private static int order(String one, String other) {
        return new SortOrder().compare(cells(one), cells(other), 0);
    }

    private static Cells cells(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        return (column, to) -> to.set(utf8.length == 0 ? Cell.Kind.EMPTY : Cell.Kind.TEXT, utf8, 0, utf8.length);
    }

    private byte[] key(String... values) {
        row.values = List.of(values);
        return new GroupKey(row, row.values).read().toByteArray();
    }

    private GroupKey group(String... values) {
        row.values = List.of(values);
        GroupKey key = new GroupKey(row, row.values);
        key.read();
        return key;
    }

    /** A record with these values. */
    private static final class Row extends OneRecord {
        private List<String> values = List.of();
        private Cell.Kind kind = Cell.Kind.TEXT;

        @Override
        public Cells cells(List<String> columns) {
            return (column, to) -> {
                byte[] utf8 = values.get(column).getBytes(UTF_8);
                to.set(utf8.length == 0 ? Cell.Kind.EMPTY : kind, utf8, 0, utf8.length);
            };
        }
    }
}
