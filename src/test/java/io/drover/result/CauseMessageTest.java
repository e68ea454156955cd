package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseMessageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    http     | HTTP 422: id 5 is bad                     | HTTP 422: id # is bad
                    http     | user bob@example.com is known             | user … is known
                    response | key 4f1a-99 of ab12cd                     | key # of #
                    response | Customer C10054 is blocked                | Customer # is blocked
                    response | 1,204.50 is more than 3/4, of 7, 8 and 9. | # is more than #, of #, # and #.
                    response | since 2026-11-21T10:15:00.5Z              | since #
                    response | Duplicate of "Ann", `x` or 'it'           | Duplicate of …, … or …
                    response | don't and can't                           | don't and can't
                    parse    | too few cells [row 9f2c1a07]              | too few cells
                    schema   | 'zip' must have at most 5 characters, but was 'x' | 'zip' must have at most 5 characters, but was …
                    schema   | line 5 is no record                       | line # is no record
                    http     | nothing to change                         | nothing to change
                    """)
    void leavesOutWhatDiffersFromRecordToRecord(String errorClass, String message, String common) {
        assertThat(CauseMessage.of(errorClass, message)).isEqualTo(common);
    }
}
