package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.SourceShape;
import io.drover.batch.Tally;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRowsTest {
    private static final Outcome.Success SUCCESS = new Outcome.Success(List.of());
    private static final Delivered DELIVERED = new Delivered(2, OptionalInt.of(200), 2, 1, 0);

    @Test
    void partsRecordsByOutcomeInTheOrderOfTheSource() {
        SourceShape.Csv shape = CsvBatches.shape(StandardCharsets.UTF_8);
        ResultRows rows = new ResultRows(shape, List.of("code", "text"));
        Batch batch = CsvBatches.of("r", shape, 3, List.of("1,a", "BAD", "\"2\",\"b\"", "3,c"))
                .get(0);

        Settlement settlement = rows.settlement(
                batch,
                List.of(
                        new Outcome.Failure(ErrorClass.RESPONSE, "no, \"never\"", List.of("E1", "")),
                        new Outcome.Success(List.of("OK", "fine")),
                        SUCCESS),
                DELIVERED);

        assertThat(new String(rows.successHeader(), StandardCharsets.UTF_8))
                .isEqualTo("id,name,_record,_line,_batch,_attempts,_http_status,code,text\n");
        assertThat(new String(rows.errorHeader(), StandardCharsets.UTF_8))
                .isEqualTo("id,name,_record,_line,_batch,_attempts,_http_status,code,text,_class,_message\n");
        assertThat(settlement.successRows()).hasToString("\"2\",\"b\",3,4,1,2,200,OK,fine\n3,c,4,5,1,2,200,,\n");
        assertThat(settlement.errorRows()).hasToString("""
                        1,a,1,2,1,2,200,E1,,response,"no, ""never\"""
                        BAD,2,3,1,0,,,,parse,"has 1 cell, not 2"
                        """);
        assertThat(settlement.tally())
                .isEqualTo(new Tally(4, 2, Map.of(ErrorClass.PARSE, 1L, ErrorClass.RESPONSE, 1L), 1, 2, 1, 0));
    }

    @Test
    void keepsRejectsThatNothingWasSentWith() {
        SourceShape.Csv shape = CsvBatches.shape(StandardCharsets.UTF_8);
        Batch batch = CsvBatches.of("r", shape, 3, List.of("BAD1", "BAD2")).get(0);

        Settlement settlement = new ResultRows(shape, List.of()).settlement(batch, List.of(), Delivered.NOT_SENT);

        assertThat(settlement.errorRows().toString())
                .startsWith("BAD1,1,2,1,0,,parse,")
                .contains("\nBAD2,2,3,");
        assertThat(settlement.successRows().length()).isZero();
    }

    @Test
    void refusesABatchWithoutOneOutcomeForEachRecord() {
        SourceShape.Csv shape = CsvBatches.shape(StandardCharsets.UTF_8);
        Batch batch = CsvBatches.of("r", shape, 3, List.of("1,a", "2,b")).get(0);

        assertThatThrownBy(() -> new ResultRows(shape, List.of()).settlement(batch, List.of(SUCCESS), DELIVERED))
                .hasMessageContaining("r/1 has 2 groups, but 1 outcomes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1|'=1+1",
                "@SUM(A1)|'@SUM(A1)",
                "-cmd|'-cmd",
                "+ 1|'+ 1",
                "\uFF1D1|'\uFF1D1",
                "-12.5|-12.5",
                "+3e10|+3e10",
                "a=b|a=b",
                "` padded `|` padded `",
                "a\u0000b\u0007c|abc",
                "\u0001=x|'=x"
            })
    void neverAppendsAFormula(String text, String cell) throws IOException {
        assertThat(messageCell(text, StandardCharsets.UTF_8)).isEqualTo(cell);
    }

    @Test
    void keepsLineBreaksOfAMessageInsideItsCell() throws IOException {
        assertThat(messageCell("first\r\nsecond\n\"third\"\tend", StandardCharsets.UTF_8))
                .isEqualTo("first\r\nsecond\n\"third\"\tend");
        assertThat(messageCell("\tindented", StandardCharsets.UTF_8)).isEqualTo("'\tindented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void writesTheCharsetOfTheSource(String name) throws IOException {
        assertThat(messageCell("größer", Charset.forName(name))).isEqualTo("größer");
    }

    @Test
    void replacesWhatTheCharsetLacks() throws IOException {
        assertThat(messageCell("日本", StandardCharsets.ISO_8859_1)).isEqualTo("??");
    }

    private static String messageCell(String message, Charset charset) throws IOException {
        SourceShape.Csv shape = CsvBatches.shape(charset);
        ResultRows rows = new ResultRows(shape, List.of());
        Batch batch = CsvBatches.of("r", shape, 3, List.of("1,ä")).get(0);
        Settlement settlement =
                rows.settlement(batch, List.of(new Outcome.Failure(ErrorClass.HTTP, message, List.of())), DELIVERED);

        List<CSVRecord> read = read(rows.errorHeader(), settlement.errorRows().toByteArray(), charset);
        assertThat(read).hasSize(1);
        assertThat(read.get(0).get("name")).isEqualTo("ä");
        return read.get(0).get("_message");
    }

    @Test
    void writesRowsThatAnotherReaderReadsBack() throws IOException {
        Random random = new Random(7);
        String alphabet = "ab1,;\"\n\r\t ='é日\u0001";
        SourceShape.Csv shape = CsvBatches.shape(StandardCharsets.UTF_8);
        ResultRows rows = new ResultRows(shape, List.of("k1", "k 2"));
        for (int round = 0; round < 300; round++) {
            List<String> texts = new ArrayList<>();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                texts.add(i + ",\"" + text(random, alphabet).replace("\"", "\"\"") + "\"");
                outcomes.add(new Outcome.Failure(
                        ErrorClass.HTTP,
                        text(random, alphabet),
                        List.of(text(random, alphabet), text(random, alphabet))));
            }
            Batch batch = CsvBatches.of("r", shape, 10, texts).get(0);
            Settlement settlement = rows.settlement(batch, outcomes, DELIVERED);

            List<CSVRecord> read =
                    read(rows.errorHeader(), settlement.errorRows().toByteArray(), StandardCharsets.UTF_8);

            assertThat(read).hasSize(texts.size());
            for (int i = 0; i < read.size(); i++) {
                Outcome.Failure failure = (Outcome.Failure) outcomes.get(i);
                assertThat(read.get(i).get("_record")).isEqualTo(Integer.toString(i + 1));
                assertThat(bare(read.get(i).get("_message"))).isEqualTo(bare(failure.message()));
                assertThat(bare(read.get(i).get("k1")))
                        .isEqualTo(bare(failure.parsed().get(0)));
                assertThat(bare(read.get(i).get("k 2")))
                        .isEqualTo(bare(failure.parsed().get(1)));
            }
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Without what is left out or put before on purpose. */
    private static String bare(String cell) {
        return cell.replace("\u0001", "").replaceFirst("^'(?=[=+\\-@\t\r\n])", "");
    }

    private static List<CSVRecord> read(byte[] header, byte[] rows, Charset charset) throws IOException {
        byte[] file = new byte[header.length + rows.length];
        System.arraycopy(header, 0, file, 0, header.length);
        System.arraycopy(rows, 0, file, header.length, rows.length);
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        return format.parse(new StringReader(new String(file, charset))).getRecords();
    }

    @Test
    void writesJsonLinesAfterTheRecordsOwnFields() throws IOException {
        ResultRows rows = new ResultRows(new SourceShape.Json(), List.of("a\"b"));
        Batch batch = CsvBatches.of("r", new SourceShape.Json(), 5, List.of("{\"id\":1,", "{"))
                .get(0);

        Settlement settlement = rows.settlement(
                batch,
                List.of(
                        new Outcome.Failure(ErrorClass.NO_VERDICT, "=a\n\u0001\"", List.of("x")),
                        new Outcome.Success(List.of("日"))),
                new Delivered(1, OptionalInt.empty(), 1, 0, 0));

        assertThat(settlement.errorRows())
                .hasToString("{\"id\":1,\"_record\":1,\"_line\":2,\"_batch\":\"1\",\"_attempts\":1,"
                        + "\"_http_status\":null,\"a\\\"b\":\"x\",\"_class\":\"no_verdict\","
                        + "\"_message\":\"=a\\n\\u0001\\\"\"}\n");
        JsonNode success = new JsonMapper().readTree(settlement.successRows().toString());
        assertThat(success.path("a\"b").textValue()).isEqualTo("日");
        assertThat(rows.errorHeader()).isEmpty();
    }

    @Test
    void namesABatchOfOneOutcomeWithoutAListOfThem() {
        SourceShape.Csv shape = CsvBatches.shape(StandardCharsets.UTF_8);
        List<String> texts = Collections.nCopies(1000, "1,a");
        Batch half = CsvBatches.of("r", shape, 1000, texts).get(0).secondHalf();

        Settlement settlement =
                new ResultRows(shape, List.of()).settlement(half, Collections.nCopies(500, SUCCESS), DELIVERED);

        assertThat(settlement.successRows().toString()).startsWith("1,a,501,502,1.2,2,200\n");
        assertThat(settlement.tally().succeeded()).isEqualTo(500);
    }
}
