package io.drover.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Pattern PATTERN = Pattern.compile(".*");
    private static final Load LOAD = load(
            "account",
            Path.of("/srv/inbox"),
            Duplicates.REFUSE,
            new AcrossFiles(true, Duration.ofSeconds(30)),
            new SchemaErrorLimit.Records(5));

    private static Load load(Path inbox, Duplicates duplicates, AcrossFiles acrossFiles, SchemaErrorLimit limit) {
        return load("account", inbox, duplicates, acrossFiles, limit);
    }

    private static Load load(String account) {
        return load(account, LOAD.inbox(), LOAD.duplicates(), AcrossFiles.NONE, SchemaErrorLimit.NONE);
    }

    private static Load load(
            String account, Path inbox, Duplicates duplicates, AcrossFiles acrossFiles, SchemaErrorLimit limit) {
        return new Load(
                "customers",
                "crm",
                account,
                inbox,
                PATTERN,
                Duration.ofSeconds(1),
                true,
                duplicates,
                7,
                1000,
                new CsvFormat(';', StandardCharsets.UTF_16),
                "$.a.*",
                new Shaping(
                        "fields: []",
                        new Grouping(List.of("bill"), List.of("line")),
                        new Ordering.ByFile(),
                        acrossFiles,
                        limit));
    }

    @Test
    void changesNothingButWhatItIsAskedFor() {
        AcrossFiles together = LOAD.shaping().acrossFiles();
        SchemaErrorLimit limit = LOAD.shaping().schemaErrorLimit();

        assertThat(LOAD.with(Duplicates.LOAD)).isEqualTo(load(LOAD.inbox(), Duplicates.LOAD, together, limit));
        assertThat(LOAD.in(Path.of("/home")))
                .isEqualTo(load(Path.of("/home/inbox/customers"), Duplicates.REFUSE, together, limit));
        assertThat(LOAD.alone()).isEqualTo(load(LOAD.inbox(), Duplicates.REFUSE, AcrossFiles.NONE, limit));
        assertThat(LOAD.with(SchemaErrorLimit.NONE))
                .isEqualTo(load(LOAD.inbox(), Duplicates.REFUSE, together, SchemaErrorLimit.NONE));
    }

    @Test
    void isForTheConnectionItselfWhereNoAccountIsNamed() {
        assertThat(LOAD.accountOrConnection()).isEqualTo("account");
        assertThat(load("").accountOrConnection()).isEqualTo("crm");
    }

    @Test
    void aDelimiterIsOneAsciiCharacterThatMeansNothingElse() {
        for (char allowed : new char[] {',', ';', '\t', '|', '\u0001', '\u007F'}) {
            assertThat(new CsvFormat(allowed, StandardCharsets.UTF_8).delimiter())
                    .isEqualTo(allowed);
        }
        for (char refused : new char[] {'"', '\n', '\r', '\u0080', '¦'}) {
            assertThatThrownBy(() -> new CsvFormat(refused, StandardCharsets.UTF_8))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
