package io.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
    private static final Path INBOX = Path.of("/srv/tables");

    @Test
    void aFileNamesItsTableWhereItsWholeNameMatches() {
        Tables tables = tables(Optional.of(Pattern.compile("(?<table>[a-z]+)_[0-9]+\\.csv")));

        assertThat(tables.tableOf("orders_20261121.csv")).contains("orders");
        assertThat(tables.tableOf("orders_20261121.csv.gz")).isEmpty();
        assertThat(tables.tableOf("orders.csv")).isEmpty();
    }

    @Test
    void withoutAPatternNoFileNamesATable() {
        assertThat(tables(Optional.empty()).tableOf("orders_20261121.csv")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "Orders",
                "order_lines-2",
                "x23456789012345678901234567890123456789012345678901234567890123"
            })
    void aNameIsOneAFolderAndALoadCanHave(String name) {
        assertThat(Tables.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_a",
                "-a",
                ".a",
                "a b",
                "a/b",
                "..",
                "ä",
                "x234567890123456789012345678901234567890123456789012345678901234"
            })
    void anythingElseIsNone(String name) {
        assertThat(Tables.isName(name)).isFalse();
    }

    @Test
    void areInTheInboxOfTheirSampleAndKeepTheirTemplate() {
        Map<String, String> template = new LinkedHashMap<>(Map.of("connection", "crm"));
        Tables tables = new Tables(true, Optional.empty(), template, sample());
        template.clear();

        assertThat(tables.inbox()).isEqualTo(INBOX);
        assertThat(tables.template()).containsExactly(Map.entry("connection", "crm"));
    }

    private static Tables tables(Optional<Pattern> pattern) {
        return new Tables(true, pattern, Map.of(), sample());
    }

    private static Load sample() {
        return new Load(
                "sample",
                "crm",
                "",
                INBOX,
                Pattern.compile(".*"),
                Duration.ofSeconds(1),
                false,
                Duplicates.REFUSE,
                1,
                1000,
                new CsvFormat(',', StandardCharsets.UTF_8),
                "",
                Shaping.NONE);
    }
}
