package io.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("inbox", "include", "delimiter", "max-batch-size");

    @ParameterizedTest
    @CsvSource({
        "inbx, inbox",
        "inox, inbox",
        "inboxes, inbox",
        "bix, ''",
        "inclade, include",
        "delimeter, delimiter",
        "delimetre, delimiter",
        "dalamater, delimiter",
        "dalamator, ''",
        "max-batchsize, max-batch-size",
        "'', ''",
        "nothing-like-it, ''"
    })
    void isTheOneWithFewestChanges(String written, String meant) {
        assertThat(NearestName.of(written, NAMES).orElse("")).isEqualTo(meant);
    }
}
