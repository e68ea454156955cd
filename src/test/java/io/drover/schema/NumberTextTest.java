package io.drover.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that stand amid other digits; {@code -} for what is none. */
class NumberTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0        | 0
            007      | 7
            +12      | 12
            -12      | -12
            -0       | 0
            -007     | -7
            12345678901234567890123 | 12345678901234567890123
            ''       | -
            +        | -
            -        | -
            1.0      | -
            1 2      | -
            --1      | -
            1e3      | -
            """)
    void integersAreTheirDigits(String text, String number) {
        assertThat(integer(NumberText.PLAIN, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0        | 0
            -0.10    | -0.10
            +00.5    | 0.5
            .5       | 0.5
            -.5      | -0.5
            5.       | 5
            1.50e-07 | 1.50e-07
            1E+9     | 1E+9
            1.e5     | 1e5
            0.10000000000000001 | 0.10000000000000001
            .        | -
            -.       | -
            e5       | -
            1e       | -
            1e+      | -
            1.2.3    | -
            1,5      | -
            1.5x     | -
            """)
    void decimalsKeepTheirFractionAndExponent(String text, String number) {
        assertThat(decimal(NumberText.PLAIN, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234       | 1234
            12.345.678  | 12345678
            001.234     | 1234
            -1.234      | -1234
            1234        | 1234
            1234.567    | -
            1.23        | -
            1.2345      | -
            1..234      | -
            .234        | -
            1.234.      | -
            """)
    void groupsHaveThreeDigits(String text, String number) {
        assertThat(integer(new NumberText(',', '.'), text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234,50    | 1234.50
            -1.234,5e3  | -1234.5e3
            ,5          | 0.5
            1.234       | 1234
            1,234.5     | -
            1.2,5       | -
            """)
    void theFractionFollowsTheGroups(String text, String number) {
        assertThat(decimal(new NumberText(',', '.'), text)).isEqualTo(number);
    }

    @Test
    void aSpaceStandsForTheNoBreakSpacesToo() {
        NumberText french = new NumberText(',', ' ');
        for (String space : new String[] {" ", "\u00a0", "\u202f"}) {
            assertThat(decimal(french, "12" + space + "345" + space + "678,9")).isEqualTo("12345678.9");
            assertThat(integer(french, "1" + space + "234")).isEqualTo("1234");
            assertThat(integer(french, "1" + space)).isEqualTo("-");
            assertThat(integer(new NumberText('.', ','), "1" + space + "234")).isEqualTo("-");
        }
    }

    private static String integer(NumberText form, String text) {
        byte[] utf8 = ("1" + text + "000").getBytes(UTF_8);
        Bytes to = new Bytes(16).append("n=");
        return form.appendInteger(utf8, 1, utf8.length - 3, to) ? to.toString().substring(2) : "-";
    }

    private static String decimal(NumberText form, String text) {
        byte[] utf8 = ("1" + text + "000").getBytes(UTF_8);
        Bytes to = new Bytes(16).append("n=");
        return form.appendDecimal(utf8, 1, utf8.length - 3, to) ? to.toString().substring(2) : "-";
    }
}
