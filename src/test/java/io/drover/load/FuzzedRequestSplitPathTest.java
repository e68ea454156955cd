package io.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzedRequestSplitPathTest {
    private static final List<String> PATHS =
            List.of("$.customers.*", "$.a['b c'][*]", "$[\"it's\"]._", "$.data['a.b'].x[*]", "$[*]");

    /** What a path is written as names the same place. */
    @Test
    void isReadAgainAsItIsWrittenOrRefused() {
        Fuzz.check(fuzz -> {
            String text = fuzz.below(3) == 0 ? fuzz.text(8) : fuzz.spoilt(fuzz.oneOf(PATHS));
            RequestSplitPath path;
            try {
                path = RequestSplitPath.parse(text);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("request-split-path must");
                return;
            }
            assertThat(RequestSplitPath.parse(path.toString())).isEqualTo(path);
        });
    }
}
