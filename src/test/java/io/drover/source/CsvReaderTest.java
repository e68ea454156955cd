package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.SourceShape;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    private static final String OWN = ",_record,_line,_batch,_attempts,_http_status";
    private static final Pattern TOKEN = Pattern.compile("T\\d\\d");

    /** Cut anywhere, each whole token after the header stands in exactly one record. */
    @Test
    void everyPrefixOfATrickyFileAccountsForEveryLine() throws Exception {
        String file = "\uFEFFa,b\r\nT01,T02\n\"T03\",\"T04\nT05,T06\"\n\n\"T07\",\"T08\r\nT09,\"T10\"\r"
                + "T11,T12\nT13\nT14,T15,T16\n\"T17\"x,T18\nT19,\"\"\"T20\"\"\"\nT21,üT22\nT23,\"T24\nT25,T26\r\n";
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        int header = "\uFEFFa,b\r\n".getBytes(StandardCharsets.UTF_8).length;
        for (int length = header; length <= bytes.length; length++) {
            byte[] prefix = java.util.Arrays.copyOf(bytes, length);
            assertEveryTokenIsSeenOnce(new String(prefix, StandardCharsets.UTF_8), Seen.all(Seen.csvReader(prefix)));
        }
    }

    @Test
    void accountsForEveryTokenUnderAnyRecordLimit() throws Exception {
        String file = "a,b\nT01,\"T02\nT03\"\nT04,T05\nT06,\"T07\nT08,T09\nT10,T11\nT12,T13\nT14,T15\n";
        for (int limit = 12; limit < 90; limit++) {
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
            assertEveryTokenIsSeenOnce(file, Seen.all(Seen.csvReader(bytes, ',', limit)));
        }
    }

    private static void assertEveryTokenIsSeenOnce(String source, List<Seen> records) {
        List<String> expected = tokens(source);
        List<String> seen = new ArrayList<>();
        records.forEach(record -> seen.addAll(tokens(record.row())));
        assertThat(seen).as(source).isEqualTo(expected);
        assertThat(records).extracting(Seen::line).isSorted().doesNotHaveDuplicates();
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void everyRowOfABrokenFileHasOneCellForEachColumn() throws Exception {
        long seed = System.nanoTime();
        for (int i = 0; i < 3000; i++) {
            String file = new CsvCorpus(seed + i).anyFile();
            for (Seen record : Seen.csv(file)) {
                List<Seen> again = Seen.csv("c0,c1,c2\n" + record.row() + "\n");
                boolean blank = record.row().isEmpty();
                assertThat(again).as("seed %d: %s", seed + i, file).hasSize(blank ? 0 : 1);
                assertThat(again).allMatch(row -> row.problem().isEmpty());
            }
        }
    }

    @Test
    void anUneditedProblemRowIsAProblemAgainAndAnEditedOneIsNot() throws Exception {
        long seed = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            for (Seen record : Seen.csv(new CsvCorpus(seed + i).anyFile())) {
                if (!record.problem().isEmpty()) {
                    Seen again = Seen.csv(errorFile(record.row(), "parse", record.problem()))
                            .get(0);
                    assertThat(again.problem()).as("seed %d", seed + i).isEqualTo(record.problem());
                    assertThat(again.row()).as("seed %d", seed + i).isEqualTo(record.row());
                    Seen edited = Seen.csv(errorFile("x" + record.row(), "parse", record.problem()))
                            .get(0);
                    boolean stillQuoted = record.row().startsWith("\"");
                    assertThat(stillQuoted || edited.problem().isEmpty()).isTrue();
                }
            }
        }
    }

    @Test
    void theMarkIsOfTheValuesNotOfTheirQuotes() throws Exception {
        Seen problem = Seen.csv("c0,c1,c2\n1,x\n").get(0);
        assertThat(problem.row()).isEqualTo("1,x,");
        Seen requoted = Seen.csv(errorFile("\"1\",\"x\",\"\"", "parse", problem.problem()))
                .get(0);
        assertThat(requoted.problem()).isEqualTo(problem.problem());
        Seen otherClass = Seen.csv(errorFile("1,x,", "http", problem.problem())).get(0);
        assertThat(otherClass.problem()).isEmpty();
    }

    private static String errorFile(String row, String errorClass, String message) {
        return "c0,c1,c2" + OWN + ",code,_class,_message\n" + row + ",1,2,0001,0,,," + errorClass + ",\"" + message
                + "\"\n";
    }

    @Test
    void saysWhatAResultFileMustLookLike() throws Exception {
        String source = "\uFEFF\"a\";\"b \"\"x\"\"\"" + OWN.replace(',', ';') + ";_class;_message\r\n";
        SourceShape shape = Seen.csvReader(source.getBytes(StandardCharsets.UTF_8), ';', 1000)
                .shape();
        assertThat(shape)
                .isEqualTo(new SourceShape.Csv(
                        List.of("a", "b \"x\""), "\"a\";\"b \"\"x\"\"\"", ';', StandardCharsets.UTF_8, "\r\n"));
        assertThat(Seen.csvReader(new byte[0]).shape())
                .isEqualTo(new SourceShape.Csv(List.of(), "", ',', StandardCharsets.UTF_8, "\n"));
    }

    @Test
    void invalidUtf8IsAProblemOfItsRecordAndItsBytesAreKept() throws Exception {
        byte[] source = "a,b\n1,caf\u00e9\n2,y\n".getBytes(StandardCharsets.ISO_8859_1);
        CsvReader reader = Seen.csvReader(source);
        assertThat(reader.next()).isTrue();
        assertThat(reader.problem().orElseThrow()).startsWith("the record's byte 6 is not UTF-8");
        io.drover.batch.Bytes row = new io.drover.batch.Bytes(16);
        reader.appendSource(row);
        assertThat(row.toByteArray()).isEqualTo("1,caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Seen.all(reader)).extracting(Seen::json).containsExactly("{\"a\":\"2\",\"b\":\"y\"}");
    }

    @Test
    void aLineLargerThanTheLimitIsOneProblem() throws Exception {
        byte[] source = ("a,b\n1,x\n2," + "y".repeat(500) + "\r\n3,z\n").getBytes(StandardCharsets.UTF_8);
        List<Seen> seen = Seen.all(Seen.csvReader(source, ',', 100));
        assertThat(seen).extracting(Seen::row).containsExactly("1,x", ",", "3,z");
        assertThat(seen).extracting(Seen::line).containsExactly(2L, 3L, 4L);
        assertThat(seen.get(1).reason()).isEqualTo("line 3, from byte 8, is longer than 100 bytes and was not read");
    }

    /** 300 MB in one line: the window never grows over the record limit. */
    @Test
    void aHugeLineDoesNotFillTheMemory() throws Exception {
        byte[] part = new byte[1 << 20];
        java.util.Arrays.fill(part, (byte) 'y');
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream("a,b\n1,\"".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 300; i++) {
            parts.add(new ByteArrayInputStream(part));
        }
        parts.add(new ByteArrayInputStream("\n2,z\n".getBytes(StandardCharsets.UTF_8)));
        Window window = new Window(new SequenceInputStream(Collections.enumeration(parts)), Window.RECORD_LIMIT);
        assertThat(window.lineEnd(true)).isEqualTo(3);
        window.startAt(4);
        assertThat(window.lineEnd(true)).isEqualTo(-1);
        window.skipLine(true);
        assertThat(window.bytes()).hasSizeLessThanOrEqualTo(Window.RECORD_LIMIT);
        assertThat(window.offset(window.start())).isEqualTo(7L + 300L * (1 << 20) + 1);
    }

    @Test
    void anUnclosedQuoteInALargeFileCostsOneRecord() throws Exception {
        StringBuilder source = new StringBuilder("id,name\n");
        for (int i = 1; i <= 400_000; i++) {
            source.append(i).append(i == 1000 ? ",\"someone whose name is\n" : ",someone whose name is long\n");
        }
        CsvReader reader = Seen.csvReader(source.toString().getBytes(StandardCharsets.UTF_8));
        List<Long> problems = new ArrayList<>();
        while (reader.next()) {
            if (reader.problem().isPresent()) {
                problems.add(reader.line());
            }
        }
        assertThat(problems).containsExactly(1001L);
        assertThat(reader.ordinal()).isEqualTo(400_000);
    }
}
