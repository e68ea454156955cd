package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.load.CsvFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorCausesTest {
    private static final CsvFormat CSV = new CsvFormat(',', StandardCharsets.UTF_8);
    private static final String HEADER =
            "name,_class,_record,_line,_batch,_attempts,_http_status,status_code,_class,_message,_hint\n";

    @TempDir
    private Path folder;

    @Test
    void countsTogetherWhatDiffersOnlyInValues() throws IOException {
        List<ErrorCause> causes = causes(HEADER
                + "a,x,3,4,1,1,200,E7,response,\"Duplicate of \"\"Ann\"\", id 551\",look\n"
                + "b,x,9,10,2,1,200,E7,response,\"Duplicate of \"\"Bob\"\", id 9\",look\n"
                + "c,x,5,6,1,1,400,,http,HTTP 400: too long,\n");

        assertThat(causes)
                .containsExactly(
                        new ErrorCause(
                                "response",
                                "E7",
                                "Duplicate of …, id #",
                                2,
                                3,
                                9,
                                List.of("Duplicate of \"Ann\", id 551", "Duplicate of \"Bob\", id 9")),
                        new ErrorCause("http", "", "HTTP 400: too long", 1, 5, 5, List.of("HTTP 400: too long")));
    }

    @Test
    void tellsColumnAndRuleOfWhatBreaksTheSchema() throws IOException {
        List<ErrorCause> causes = causes(HEADER
                + "a,x,3,4,,,,,schema,\"'sku' must have the pattern A\\d{2}, but was 'x'; 'level' must not be empty, but is empty\",\n"
                + "b,x,5,6,,,,,schema,\"'sku' must have the pattern A\\d{2}, but was 'it's; y'; 'level' must not be empty, but is empty\",\n"
                + "c,x,7,8,,,,,schema,\"'zip' must have at most 5 characters, but was '123456'\",\n");

        assertThat(causes)
                .extracting(ErrorCause::message, ErrorCause::count)
                .containsExactly(
                        tuple(
                                "'sku' must have the pattern A\\d{2}, but was …; 'level' must not be empty, but is empty",
                                2L),
                        tuple("'zip' must have at most 5 characters, but was …", 1L));
    }

    @Test
    void leavesOutTheMarkOfARowThatCouldNotBeRead() throws IOException {
        List<ErrorCause> causes = causes(HEADER + "a,x,3,4,,,,,parse,too few cells [row 9f2c1a07],\n"
                + "b,x,5,6,,,,,parse,too few cells [row 00000001],\n");

        assertThat(causes)
                .containsExactly(new ErrorCause("parse", "", "too few cells", 2, 3, 5, List.of("too few cells")));
    }

    @Test
    void keepsFewHoweverManyThereAre() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= 2000; i++) {
            String word = Integer.toString(i, 36).replaceAll("\\d", "z") + "x".repeat(i % 40);
            text.append("a,x,")
                    .append(i)
                    .append(",1,1,1,400,,http,")
                    .append(word)
                    .append(",\n");
        }

        List<ErrorCause> causes = causes(text.toString());

        assertThat(causes).hasSize(51);
        assertThat(causes.get(50).message()).isEmpty();
        assertThat(causes.get(50).samples()).hasSize(3);
        assertThat(causes.stream().mapToLong(ErrorCause::count).sum()).isEqualTo(2000);
    }

    @Test
    void copiesTheRowsOfOneCauseAsTheyAre() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.error.csv"),
                "\ufeff" + HEADER + "a,x,1,1,1,1,400,A,http,HTTP 400: id 1,\r\n"
                        + "\"b \"\"\nc\",x,2,2,1,1,400,B,http,\"HTTP 400:\nid 22\",\r\n"
                        + "d,x,3,3,1,1,400,B,http,other,\r\n");
        Path copy = folder.resolve("copy.csv");

        assertThat(ErrorCauses.copy(file, CSV, "B", copy)).isEqualTo(2);
        assertThat(copy)
                .content()
                .isEqualTo(Files.readString(file).replace("a,x,1,1,1,1,400,A,http,HTTP 400: id 1,\r\n", ""));

        ErrorCause cause = ErrorCauses.of(file, CSV).get(2);
        assertThat(ErrorCauses.copy(file, CSV, cause, copy)).isEqualTo(1);
        assertThat(copy).content().startsWith("\ufeffname,").endsWith("d,x,3,3,1,1,400,B,http,other,\r\n");
    }

    @Test
    void readsJsonLines() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.error.jsonl"),
                "{\"status_code\":\"own\",\"_record\":2,\"status_code\":\"E\",\"_class\":\"response\",\"_message\":\"no\"}\n");

        assertThat(ErrorCauses.of(file, CSV))
                .containsExactly(new ErrorCause("response", "E", "no", 1, 2, 2, List.of("no")));
    }

    private List<ErrorCause> causes(String text) throws IOException {
        return ErrorCauses.of(Files.writeString(folder.resolve("x.error.csv"), text), CSV);
    }
}
