package io.drover.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.batch.Bytes;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.load.Shaping;
import io.drover.schema.Inference;
import io.drover.schema.InferredSchema;
import io.drover.schema.JsonSchemaImport;
import io.drover.source.Sources;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** {@code schema infer}: a draft of a schema from a sample, and what it is unsure of. */
final class InferCommand extends Command {
    private static final long MOST_RECORDS = 100_000;
    private static final long MOST_BYTES_OF_SCHEMA = 8L << 20;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Surroundings around;

    InferCommand(Surroundings around) {
        super(
                "infer",
                "Drafts a destination schema from a sample: CSV with a header, JSON, JSON Lines, or a JSON Schema.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("FILE", "The sample; of a long one the first 100000 records are looked at."));
        spec.addOption(text(
                "--out", "FILE", "Write the schema there, where no file is yet; standard output if not" + " given."));
        spec.addOption(text("--delimiter", "CHAR", "CSV: the character between cells, or tab; a comma if not given."));
        spec.addOption(text("--charset", "NAME", "CSV: the character set; UTF-8 if not given."));
        spec.addOption(text("--request-split-path", "PATH", "JSON: where the records are; the root if not given."));
        spec.usageMessage().footer("", "The schema goes to standard output, what it is unsure of to standard error.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Path file = arguments.positionalPath(0);
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("the sample must be a file, but there is none at " + file.toAbsolutePath());
        }
        InferredSchema schema = infer(file, arguments);
        if (schema.size() == 0) {
            throw new RefusedException("the sample must have a field, but " + file + " has none");
        }
        String yaml = schema.yaml(String.valueOf(file.getFileName()));
        schema.doubts().forEach(doubt -> around.say("unsure: " + doubt));
        if (arguments.text("--out").isEmpty()) {
            around.print(yaml.stripTrailing());
            return ExitCode.OK;
        }
        Path out = arguments.path("--out").orElseThrow();
        try {
            Files.writeString(out, yaml, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException("--out must name a file that does not exist yet, but there is one at " + out);
        }
        around.say("wrote " + out + ": " + schema.size() + " fields, "
                + schema.doubts().size() + " to look at");
        return ExitCode.OK;
    }

    private static InferredSchema infer(Path file, Arguments arguments) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json") && Files.size(file) <= MOST_BYTES_OF_SCHEMA) {
            try {
                JsonNode document = JSON.readTree(file.toFile());
                if (JsonSchemaImport.isJsonSchema(document)) {
                    return JsonSchemaImport.read(document);
                }
            } catch (JsonProcessingException | NumberFormatException e) {
                // Several documents after one another, or none: the reader of sources says it better.
                return inferSample(file, load(arguments));
            }
        }
        return inferSample(file, load(arguments));
    }

    private static InferredSchema inferSample(Path file, Load load) throws IOException {
        Inference inference = new Inference();
        try (RecordReader reader = Sources.open(file, load)) {
            List<String> columns = reader.shape() instanceof SourceShape.Csv csv ? csv.columns() : List.of();
            Cells cells = reader.cells(columns);
            for (long record = 0; record < MOST_RECORDS && reader.next(); record++) {
                if (reader.problem().isPresent()) {
                    continue;
                }
                if (reader.shape() instanceof SourceShape.Csv) {
                    inference.see(columns, cells);
                } else {
                    Bytes json = new Bytes(1024);
                    reader.appendJson(json);
                    see(inference, json);
                }
            }
        } catch (UnreadableSourceException e) {
            throw new RefusedException("the sample " + file + " can't be read: " + e.getMessage());
        }
        return inference.result();
    }

    private static void see(Inference inference, Bytes record) throws IOException {
        try {
            inference.see(JSON.readTree(record.toString()));
        } catch (NumberFormatException e) {
            // A number whose exponent no number can have: one record that tells nothing.
            return;
        }
    }

    private static Load load(Arguments arguments) {
        return new Load(
                "NAME",
                "",
                "",
                Path.of(""),
                Pattern.compile(".*"),
                Duration.ZERO,
                false,
                Duplicates.LOAD,
                1,
                Integer.MAX_VALUE,
                new CsvFormat(delimiter(arguments), charset(arguments)),
                arguments.text("--request-split-path").orElse(""),
                Shaping.NONE);
    }

    private static char delimiter(Arguments arguments) {
        String text = arguments.text("--delimiter").orElse(",");
        String one = text.equals("tab") ? "\t" : text;
        if (one.length() != 1 || one.charAt(0) > 127 || "\"\r\n".contains(one)) {
            throw new RefusedException("--delimiter must be one ASCII character or tab, but was '" + text + "'");
        }
        return one.charAt(0);
    }

    private static Charset charset(Arguments arguments) {
        String name = arguments.text("--charset").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("--charset must be a character set such as UTF-8, but was '" + name + "'");
        }
    }
}
