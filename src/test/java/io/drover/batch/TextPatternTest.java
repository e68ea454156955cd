package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.TextPattern.Answer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
    private static TextPattern pattern(String text) {
        return new TextPattern(Pattern.compile(text));
    }

    @ParameterizedTest
    @CsvSource({
        "ab*, abbb, FITS",
        "ab*, abbbc, DOES_NOT_FIT",
        "'', '', FITS",
        "(a+)+(b)\\2, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac, TOO_MANY_STEPS"
    })
    void comparesWholeTexts(String pattern, String text, Answer expected) {
        assertThat(pattern(pattern).whole(text)).isEqualTo(expected);
    }

    @Test
    void doesNotCompareALongTextAsAWhole() {
        TextPattern any = pattern(".*");
        assertThat(any.whole("x".repeat(TextPattern.MAX_LENGTH))).isEqualTo(Answer.FITS);
        assertThat(any.whole("x".repeat(TextPattern.MAX_LENGTH + 1))).isEqualTo(Answer.TOO_LONG);
    }

    @Test
    void findsAPatternAtTheBeginningOfALongText() {
        assertThat(pattern("b").isIn("a".repeat(TextPattern.MAX_LENGTH - 1) + "b" + "a"))
                .isTrue();
        assertThat(pattern("b").isIn("a".repeat(TextPattern.MAX_LENGTH) + "b")).isFalse();
        assertThat(pattern("(a+)+(b)\\2").isIn("a".repeat(50))).isFalse();
    }

    @Test
    void goesAsDeepAsAPatternNeeds() {
        String text = "ab".repeat(TextPattern.MAX_LENGTH / 2);
        String nested = "((((((((((a|b))))))))))*";
        assertThat(pattern("(a|b)*").whole(text)).isEqualTo(Answer.FITS);
        assertThat(pattern(nested).whole(text)).isEqualTo(Answer.FITS);
        assertThat(pattern(nested + "c").whole(text)).isEqualTo(Answer.DOES_NOT_FIT);
    }

    @Test
    void keepsAnInterruptForWhomItIsMeant() {
        Thread.currentThread().interrupt();
        assertThat(pattern("((((((((((a|b))))))))))*").whole("ab".repeat(TextPattern.MAX_LENGTH / 2)))
                .isEqualTo(Answer.FITS);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void isWrittenAsItWas() {
        assertThat(pattern("a|b")).hasToString("a|b");
    }
}
