package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeNameTest {
    @ParameterizedTest
    @CsvSource({
        "a.csv, a.csv",
        "/in/sub/a.csv, a.csv",
        "..\\..\\a.csv, a.csv",
        "../.., _",
        ".claim.json, _claim.json",
        "in/, unnamed"
    })
    void namesFromElsewhereStayInTheirFolder(String name, String expected) {
        assertThat(HomeName.plain(name)).isEqualTo(expected);
    }
}
